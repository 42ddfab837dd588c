"""Demand by demand: what is asked, what the record shows of it, and the line that proves it."""

from collections.abc import Iterator, Sequence

from analysis.demands import Demand
from analysis.markdown import cell
from analysis.matching.coverage import Finding
from analysis.person.proofs import Proof
from analysis.resume import words_until

STRENGTH = {"satisfied": "shown", "partly": "in part", "not": "not shown", "unknown": "cannot compare"}
_PROOF = 70


def demand_table(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the rows of a Markdown table, what is essential first; demands that the CV is silent on share a row."""
    yield "| It asks | Need | Your record | Where it says so |"
    yield "| --- | --- | --- | --- |"
    silent: dict[str, list[str]] = {"essential": [], "desirable": []}
    for one in sorted(findings, key=lambda f: (f.demand.need == "nice", -f.strength, -f.demand.weight)):
        need = "essential" if one.demand.need == "must" else "desirable"
        strength = STRENGTH[one.verdict]
        if one.proof is None and one.verdict == "not":
            silent[need].append(one.asked)
            continue
        if not one.is_itself:
            strength = f"met by {one.shown}"
        elif one.verdict in ("partly", "not") and one.shown:
            strength = f"{'in part' if one.verdict == 'partly' else 'too little'}: {one.shown}"
        yield f"| {cell(one.asked)} | {need} | {cell(strength)} | {_proof(one)} |"
    for need, names in silent.items():
        if names:
            yield f"| {cell('; '.join(names))} | {need} | not shown | the CV is silent |"


def _proof(one: Finding) -> str:
    return cell(quoted(one.proof, one.demand)) if one.proof else "the CV is silent"


def quoted(proof: Proof, demand: Demand | None = None) -> str:
    """Return a line that proves `demand` and where it stands, in quotes where it is the CV's own words."""
    text = shortened(proof.text, words_until(demand.facet, demand.value, proof.text) if demand else 0)
    return f"{f'“{text}”' if proof.is_quoted else text} ({proof.place})"


def shortened(text: str, told: int = 0) -> str:
    """Return `text` as long as a table can hold, cut between words: its beginning, or what ends with word `told`.

    >>> line = "Ran trains, " + "many of them, " * 6 + "all late"
    >>> shortened(line)[-14:], shortened(line, told=22)[:9], shortened(line, told=22)[-8:]
    ('any of them, …', '… them, m', 'all late')
    """
    words = text.split(" ")
    first = next(n for n in range(told + 1) if len(" ".join(words[n:told])) <= _PROOF)
    rest = " ".join(words[first:])
    shown = rest if len(rest) <= _PROOF else f"{rest[: _PROOF + 1].rsplit(' ', 1)[0]} …"
    return f"… {shown}" if first else shown

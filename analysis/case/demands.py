"""Demand by demand: what is asked, what the record shows of it, and the line that proves it."""

from collections.abc import Iterator, Sequence

from analysis.case.quoting import quoted
from analysis.markdown import cell
from analysis.matching.coverage import Finding

STRENGTH = {"satisfied": "shown", "partly": "in part", "not": "not shown", "unknown": "cannot compare"}


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

"""Planted truth: people made from adverts. Their demands told as a CV tells them, some of them then left out.

`python -m tests.analysis.planted STORE [PEOPLE]` measures match on a store against BM25 alone and TF-IDF cosine.
"""

import random
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.demands import Advert, Demand, money_in_words, with_demands
from analysis.matching import Judged, Wishes, best, judge, person_in
from analysis.profile import load_profile
from analysis.store import ask, open_store

TODAY = date(2026, 11, 24)
MOST_LEFT_OUT = 0.6
_WORDS = re.compile(r"[\w'-]+")


@cache
def bank() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Planted:
    """A CV, the advert it was made from, and which of its demands were left out."""

    posting_id: str
    cv: str
    left_out: frozenset[tuple[str, str]]


def plant(
    rng: random.Random, advert: Advert, statements: Sequence[str], most_left_out: float = MOST_LEFT_OUT
) -> Planted:
    """Return a person who meets the demands of `advert` but for some that are left out."""
    share = rng.uniform(0, most_left_out)
    kept = {demand for demand in advert.demands if rng.random() >= share}
    kept |= {d for d in advert.demands if d.facet == "budget_responsibility" and any(k.facet == "budget" for k in kept)}
    told = [one for one in statements if rng.random() >= share]
    if any(d.facet == "years_managing" and d in kept for d in advert.demands):  # years of managing are years
        kept |= {d for d in advert.demands if d.facet == "years_experience"}
    left_out = frozenset(key_of(demand) for demand in advert.demands if demand not in kept)
    told_of = [demand for demand in advert.demands if demand in kept]  # a set has another order in each process
    return Planted(advert.posting_id, "\n".join(_cv(rng, advert.demands, told_of, told)), left_out)


def key_of(demand: Demand) -> tuple[str, str]:
    return demand.facet, str(demand.value) if demand.facet in ("methods", "tools", "certifications") else ""


def _cv(rng: random.Random, asked: Iterable[Demand], kept: Sequence[Demand], told: Sequence[str]) -> Iterator[str]:
    years, managing = _years(asked, kept)
    lines = [*(line for demand in kept if (line := _line(rng, demand))), *(_again(rng, text) for text in told)]
    lines += rng.sample(bank()["chatter"]["lines"], 3)
    rng.shuffle(lines)
    sector = next((d.value for d in kept if d.facet == "sector"), "other")
    firm, about = bank()["sector"][sector]
    half = len(lines) * 2 // 3
    yield from ("Kim Doe", "", "Experience", "")
    yield from (f"Project Manager, {firm}", f"January {2026 - managing} - present", about)
    yield from (f"- {line}" for line in lines[:half])
    yield from ("", f"Clerk, {firm}", f"January {2026 - years} - December {2025 - managing}")
    yield from (f"- {line}" for line in lines[half:])
    yield from _entries(rng, kept)


def _years(asked: Iterable[Demand], kept: Sequence[Demand]) -> tuple[int, int]:
    """Return how many years the roles' dates cover, in all and in charge of projects."""
    wanted = {d.facet: (int(d.value) if d in kept else int(d.value) // 3) for d in asked if d.facet.startswith("years")}
    managing = wanted.get("years_managing", min(4, wanted.get("years_experience", 4)))
    if any(d.facet == "years_experience" and d not in kept for d in asked):
        managing = min(managing, max(wanted["years_experience"], 1))
    return max(wanted.get("years_experience", managing + 1), managing), managing


def _line(rng: random.Random, demand: Demand) -> str | None:
    words, facet, value = bank(), demand.facet, demand.value
    if facet in words["flags"]:
        return str(rng.choice(words["flags"][facet]))
    if facet == "team_size":
        return str(rng.choice(words["numbers"][facet]).format(n=value))
    if facet == "budget":
        return str(rng.choice(words["numbers"][facet]).format(money=money_in_words(value, demand.currency)))
    if facet in words["values"]:
        return str(rng.choice(words["values"][facet][value])) if value in words["values"][facet] else None
    return words["methods"].get(value) if facet == "methods" else None


def _again(rng: random.Random, text: str) -> str:
    """Tell a statement again: common words exchanged, half of them dropped, and in the order of a CV."""
    synonyms = bank()["synonyms"]
    words = [word for word in _WORDS.findall(text) if rng.random() >= 0.5]
    cut = rng.randrange(len(words)) if len(words) > 6 else 0
    said = " ".join(synonyms.get(word.lower(), word.lower()) for word in words[cut:] + words[:cut])
    return f"Was busy with {said}."


def _entries(rng: random.Random, kept: Sequence[Demand]) -> Iterator[str]:
    words = bank()
    degree = next((d.value for d in kept if d.facet == "education_level"), None)
    if degree:
        yield from ("", "Education", "", words["education"][degree])
    held = sorted({str(d.value) for d in kept if d.facet == "certifications"})
    if held:
        yield from ("", "Certificates", "", *(f"- {name}" for name in held))
    tools = sorted({str(d.value) for d in kept if d.facet == "tools"})
    if tools:
        yield from ("", "Skills", "", rng.choice(words["tools"]["says"]).format(names=", ".join(tools)))


@dataclass(frozen=True)
class Measured:
    """How well one way of ranking finds the advert that each person was made from."""

    ndcg: float
    mrr: float

    @classmethod
    def of(cls, ranks: Sequence[int | None]) -> "Measured":
        gains = [1 / np.log2(rank + 1) if rank and rank <= 10 else 0.0 for rank in ranks]
        return cls(float(np.mean(gains)), float(np.mean([1 / rank if rank else 0.0 for rank in ranks])))


def measure(store: Path, people: int, seed: int = 1, families: Sequence[str] | None = None) -> dict[str, Any]:
    """Return nDCG@10 and MRR of match, BM25 and TF-IDF cosine, and F1 of the demands left out, named as gaps."""
    rng = random.Random(seed)
    with open_store(store) as con:
        planted = list(planted_in(con, rng, people, families))
        texts = con.execute(
            "select posting_id, title || ' ' || description_text from posting_state join posting_text "
            "using (posting_id) where is_open order by 1"
        ).fetchall()
        copies = dict(con.sql("select posting_id, firm || coalesce(cluster, posting_id) from matchable").fetchall())
        ranks, named = [], np.zeros(3)
        with tempfile.TemporaryDirectory() as folder:
            for one in planted:
                person = person_in(con, load_profile(written(Path(folder), one)), today=TODAY)
                found = best(con, person, Wishes(step="any", top=100))
                ranks.append(_rank([copies[j.advert.posting_id] for j in found], copies[one.posting_id]))
                own = next((judged for judged in found if judged.advert.posting_id == one.posting_id), None)
                named += _named(own or judge(con, person, [one.posting_id])[0], one)
    wanted = [copies[one.posting_id] for one in planted]
    keys = [copies[posting_id] for posting_id, _ in texts]
    return {
        "match": Measured.of(ranks),
        **{
            name: Measured.of([_rank(order, one) for order, one in zip(orders, wanted, strict=True)])
            for name, orders in baselines([text for _, text in texts], keys, [one.cv for one in planted]).items()
        },
        "gaps F1": float(2 * named[0] / (2 * named[0] + named[1] + named[2])),
        "gaps named wrongly": int(named[1]), "gaps not named": int(named[2]), "ranks": ranks, "planted": planted,
    }  # fmt: skip


def planted_in(
    con: Any,
    rng: random.Random,
    people: int,
    families: Sequence[str] | None = None,
    most_left_out: float = MOST_LEFT_OUT,
) -> Iterator[Planted]:
    """Yield people made from adverts of the store that ask at least four things."""
    found = con.execute(
        "select posting_id, posting_number from matchable "
        "where is_open and (? is null or list_contains(?, title_family)) order by 1",
        [families, families],
    ).fetchall()  # fmt: skip
    rng.shuffle(found)
    rows = [{"posting_id": posting_id, "posting_number": number} for posting_id, number in found[: 3 * people]]
    made = 0
    for advert in with_demands(con, rows):
        if len(advert.demands) >= 4 and made < people:
            free = ask(con, "case_statements", posting_id=advert.posting_id)
            made += 1
            yield plant(rng, advert, free[~free["has_facet"]]["text"].tolist(), most_left_out)


def written(folder: Path, one: Planted) -> Path:
    path = folder / "cv.txt"
    path.write_text(one.cv, encoding="utf-8")
    return path


def _rank(order: Sequence[str], wanted: str) -> int | None:
    seen = list(dict.fromkeys(order))
    return seen.index(wanted) + 1 if wanted in seen else None


def _named(judged: Judged, one: Planted) -> "np.ndarray[Any, Any]":
    """Return counts of gaps named rightly, wrongly, and not."""
    gaps = {key_of(f.demand) for f in judged.findings if f.verdict in ("not", "partly")}
    return np.array([len(gaps & one.left_out), len(gaps - one.left_out), len(one.left_out - gaps)], dtype=float)


def baselines(texts: Sequence[str], keys: Sequence[str], cvs: Sequence[str]) -> dict[str, list[list[str]]]:
    """Return the orders of BM25 alone and of TF-IDF cosine over whole adverts, for each CV."""
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    counter = CountVectorizer(stop_words="english", token_pattern=r"[a-zA-Z][a-zA-Z0-9+#]+")
    counts = counter.fit_transform(texts).tocsr().astype(float)
    size = np.asarray(counts.sum(axis=1)).ravel()
    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log(1 + (len(texts) - documents + 0.5) / (documents + 0.5))
    coo = counts.tocoo()
    norm = 1.2 * (0.25 + 0.75 * size / size.mean())
    weights = counts.copy()
    weights.data = coo.data * 2.2 / (coo.data + norm[coo.row]) * idf[coo.col]
    bm25 = (weights @ (counter.transform(cvs) > 0).astype(float).T).toarray().T
    tfidf = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    cosine = (tfidf.fit_transform(texts) @ tfidf.transform(cvs).T).toarray().T
    return {
        name: [[keys[n] for n in np.argsort(-row)[:100]] for row in scores]
        for name, scores in (("BM25 alone", bm25), ("TF-IDF cosine", cosine))
    }


if __name__ == "__main__":
    told = measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200, families=sys.argv[3:] or None)
    for what, figure in told.items():
        if what not in ("ranks", "planted"):
            sys.stdout.write(f"{what}: {figure}\n")

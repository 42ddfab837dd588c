"""Gaps between a person and an opening: how large, against whom, and how such gaps are usually described."""

from typing import Any

import duckdb

from analysis.cv.words import cv_knowledge
from analysis.demands import money_in_words
from analysis.families import SENIORS
from analysis.matching.coverage import Finding
from analysis.store.asking import ask

_NUMBERS = ("years_experience", "years_managing", "team_size", "budget")


def gap_sentences(con: duckdb.DuckDBPyConnection, gap: Finding, firm: str) -> list[str]:
    """Return what to know of `gap`: its size, what seniors are asked at `firm` and in the market, and advice, or ""."""
    return [_size(gap), _seniors(con, gap, firm), _advice(gap)]


def _size(gap: Finding) -> str:
    if gap.shown is None:
        return "The CV shows nothing of the kind."
    if gap.demand.facet in _NUMBERS:
        return f"The CV shows {gap.shown}, {gap.strength:.0%} of it."
    return f"The CV shows {gap.shown}."


def _seniors(con: duckdb.DuckDBPyConnection, gap: Finding, firm: str) -> str:
    demand = gap.demand
    if demand.facet == "geographic_reach" and demand.value != "international":
        return ""  # counted are the adverts that ask for several countries
    told, names = [], [str(one.value) for one in (demand, *gap.others)]
    for whose, asked_firm in (("at this firm", firm), ("in the market", None)):
        about = {"firm": asked_firm, "seniors": SENIORS, "currency": demand.currency, "names": names}
        row = ask(con, "case_seniors", **about).iloc[0]
        if said := _said(demand.facet, demand.currency, row):
            told.append(f"{whose}: {said}")
    counted = _wording(demand.facet, "seniors")
    what = f"{counted}, asked" if counted else "asked"
    return f"{what} of seniors {'; '.join(told)}." if told else ""


def _said(facet: str, currency: str | None, row: Any) -> str | None:
    if f"{facet}_n" not in row or not row["adverts"]:
        return None
    asking, adverts = int(row[f"{facet}_n"]), int(row["adverts"])
    if facet in _NUMBERS:
        if not asking:
            return f"none of {adverts} adverts names one"
        value = money_in_words(row[facet], currency) if facet == "budget" else f"{row[facet]:g}"
        return f"median {value} (n = {asking} of {adverts})"
    return f"{asking} of {adverts}"


def _advice(gap: Finding) -> str:
    return _wording(gap.demand.facet, "gap")


def _wording(facet: str, kind: str) -> str:
    return str(cv_knowledge("wordings").get(facet, {}).get(kind, ""))

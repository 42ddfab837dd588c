"""An invented advert's text as HTML, in the firm's style: bullets, person specification, dashes, sentences or prose."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from random import Random

from crawler.market.bank import words
from crawler.market.voice import Voice

Demands = Sequence[tuple[str, str]]
"""Statements as (theme, words)."""


def page(voice: Voice, summary: str, terms: Sequence[str], demands: Mapping[str, Demands], rng: Random) -> str:
    """Return the advert's HTML, its parts in the order of the style."""
    bare = rng.random() < 0.04  # some adverts have no headings at all
    parts = []
    for part in voice.style["order"]:
        heading = "" if bare else _heading(voice, part)
        if part in demands:
            parts.append(_demands(voice, part, heading, demands[part], rng))
        else:
            lines = {"summary": [summary], "terms": terms}.get(part) or voice.boilerplate.get(part, ())
            parts.append(_lines(voice, part, heading, lines))
    html = "\n".join(part for part in parts if part)
    return american(html) if voice.firm.country == "US" else html


def american(text: str) -> str:
    """Return `text` in the spelling of the United States.

    >>> american("Programme Manager")
    'Program Manager'
    """
    for british, us in words("styles")["us_spelling"].items():
        text = text.replace(british, us)
    return text


def _heading(voice: Voice, part: str) -> str:
    text = voice.headings.get(part, "")
    if not text:
        return ""
    tag = voice.style["heading"]
    inner = f"<{tag}>{escape(text, quote=False)}</{tag}>"
    return f"<p>{inner}</p>\n" if tag == "strong" else f"{inner}\n"


def _lines(voice: Voice, part: str, heading: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    if part == "benefits" and voice.style["form"] != "prose":
        return heading + _list(voice, lines)
    if part in {"benefits", "blurb", "process"}:
        joined = ". ".join(line.rstrip(".") for line in lines)
        return f"{heading}<p>{escape(joined, quote=False)}.</p>"
    return heading + "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def _list(voice: Voice, lines: Sequence[str]) -> str:
    clean = [escape(line, quote=False) for line in lines]
    if voice.style["form"] == "dashes":
        return "<p>" + "<br>\n".join(f"- {line}" for line in clean) + "</p>"
    return "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in clean) + "\n</ul>"


def _demands(voice: Voice, kind: str, heading: str, demands: Demands, rng: Random) -> str:
    if not demands:
        return ""
    form = voice.style["form"]
    said = [text for _, text in demands]
    if form == "prose":
        return heading + _prose(kind, said, rng)
    if form == "sentences":
        return heading + _list(voice, [f"{text}." for text in said])
    if form == "person_specification" and kind != "duty":
        return heading + _specification(voice, kind, demands)
    return heading + _list(voice, said)


def _specification(voice: Voice, kind: str, demands: Demands) -> str:
    """Group what is essential or desirable, as NHS adverts do; some employers set it as a table."""
    need = "Essential" if kind == "required" else "Desirable"
    if voice.has_table:
        return f"<table><tr><th>{need}</th><td>{_list(voice, [text for _, text in demands])}</td></tr></table>"
    papers = [text for theme, text in demands if theme == "qualifications"]
    others = [text for theme, text in demands if theme != "qualifications"]
    groups = (("Qualifications", papers), ("Experience and skills", others))
    return "\n".join(f"<h3>{name}</h3>\n<h4>{need}</h4>\n{_list(voice, lines)}" for name, lines in groups if lines)


def _prose(kind: str, said: Sequence[str], rng: Random) -> str:
    openings = words("styles")["prose"][kind]
    texts = []
    for start in range(0, len(said), 3):
        these = [_lowered(text) for text in said[start : start + 3]]
        joined = these[0] if len(these) == 1 else "; ".join(these[:-1]) + "; and " + these[-1]
        texts.append(rng.choice(openings).format(these=joined))
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def _lowered(text: str) -> str:
    first = re.split(r"[^\w]", text, maxsplit=1)[0]
    is_name = first in words("styles")["prose"]["proper"] or not (first[1:].islower() or len(first) == 1)
    return text if is_name else text[0].lower() + text[1:]

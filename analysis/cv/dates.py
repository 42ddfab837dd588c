"""Dates and spans of time in the forms that CVs write."""

import re
from functools import cache
from typing import NamedTuple

from analysis.cv.words import cv_knowledge


class Dates(NamedTuple):
    """A span of time as a CV writes it; `start` and `end` are "2019" or "2019-04"."""

    start: str | None
    end: str | None
    is_open: bool
    rest: str
    """The line without it."""


_SIDE = (
    r"(?:(?:{seasons})\s+)?"
    r"(?:(?:[0-3]?\d[a-z]?[a-z]?\.?\s+)?(?P<month{n}>{months})(?:\.?,?\s+|\.?[-/]|\.?(?=['’]))"
    r"|(?:[0-3]?\d[/.-])?(?P<number{n}>[01]?\d)[/.-])?"
    r"(?:['’]?(?P<year{n}>(?:19|20)\d\d)|['’](?P<short{n}>\d\d)(?!\d)|(?(month{n})(?P<named{n}>\d\d)"
    r"|(?(number{n})(?P<numbered{n}>\d\d)|(?!)))(?![\d/.,]))"
    r"(?:(?(month{n})(?!)|(?(number{n})(?!)|[-/.](?P<iso{n}>0[1-9]|1[0-2])(?:[-/.][0-3]\d)?(?!\d)))|/\d\d{school_year})?"
)
"""One end of a span. A year of two bare digits stands only behind a month; of a school year its first one counts."""
_SCHOOL_YEARS = (r"(?=\s*[–—-]\s*\d{4}/)", r"(?![\d/])")


def _words(name: str) -> str:
    return "|".join(re.escape(word) for word in sorted(cv_knowledge("cv")["dates"][name], key=len, reverse=True))


@cache
def _span() -> re.Pattern[str]:
    first, second = (
        _SIDE.format(n=n, seasons=_words("seasons"), months=_words("months"), school_year=_SCHOOL_YEARS[n - 1])
        for n in (1, 2)
    )
    tail = r"(?(month1)(?!)|(?(number1)(?!)|(?(iso1)(?!)|(?(year1)(?<=\d[–—/-])(?P<tail>\d\d)(?![\d/.,])|(?!)))))"
    return re.compile(
        rf"(?<![\w£$€.,])(?:(?:(?P<since>{_words('since')})|{_words('from')})\s+)?{first}"
        rf"(?:\s*(?:[–—~/-]|\b(?:{_words('until')})\b)\s*(?:{second}|{tail}|(?P<open>{_words('open')})\b)"
        rf"|\s*(?P<trailing>[–—-])(?=\s*(?:$|[|)\]])))?(?![\w%])",
        re.IGNORECASE,
    )


@cache
def _months_of_one_year() -> re.Pattern[str]:
    months = rf"(?<!\w)({_words('months')})"
    return re.compile(rf"{months}\.?\s*(?:[–—-]|\bto\b)\s*{months}\.?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE)


@cache
def _length() -> re.Pattern[str]:
    """The time between two dates, as some CVs write it beside them."""
    length = rf"\d+\s*(?:{_words('lengths')})\b\.?"
    return re.compile(rf"\(?\s*{length}(?:[\s,]+{length})?\s*\)?$", re.IGNORECASE)


@cache
def _american() -> re.Pattern[str]:
    return re.compile(r"(?<![\d/])(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/((?:19|20)\d\d)(?!\d)")


def _day_first(text: str) -> str:
    """Return `text` with all its dates day first, where one of them cannot be so: "8/1/2010 to 3/31/2016"."""
    if any(int(day) > 12 for _, day, _ in _american().findall(text)):
        return _american().sub(r"\2/\1/\3", text)
    return text


def dates_in(text: str) -> Dates | None:
    """Return the last span of time, or the single date, that `text` states.

    >>> dates_in("April 2022 – present, Leeds")
    Dates(start='2022-04', end=None, is_open=True, rest='Leeds')
    >>> dates_in("PRINCE2 Practitioner, May 2021")
    Dates(start=None, end='2021-05', is_open=False, rest='PRINCE2 Practitioner')
    >>> dates_in("Project Manager (Acme, Mar – Sep 2021)")
    Dates(start='2021-03', end='2021-09', is_open=False, rest='Project Manager, Acme')
    """
    text = _months_of_one_year().sub(r"\1 \3 – \2 \3", _day_first(text))
    found = [one for one in _span().finditer(text) if _is_date(one)]
    if not found:
        return None
    best = next((one for one in found if _has_end(one)), found[-1])
    rest = _without(text, best)
    if not _has_end(best):
        return Dates(None, _month(best, 1), False, rest)
    is_open = bool(best["open"] or best["trailing"] or (best["since"] and not _has_second(best)))
    return Dates(_month(best, 1), None if is_open else _month(best, 2), is_open, rest)


def without_dates(text: str) -> str:
    """Return `text` without its dates."""
    return _span().sub(" ", text)


def is_length(text: str) -> bool:
    """Say whether `text` is a length of time and nothing else.

    >>> is_length("7 years 11 months"), is_length("7 years of change")
    (True, False)
    """
    return _length().fullmatch(text) is not None


def _without(text: str, found: re.Match[str]) -> str:
    before, after = text[: found.start()], text[found.end() :]
    if re.search(r"\([^()]+$", before) and (inside := re.match(r"[\s,]*\)", after)):
        before, after = re.sub(r"\s*\((?!.*\()", ", ", before), after[inside.end() :]
    rest = re.sub(r"\(\s*\)|\[\s*\]|\(\s*$", "", f"{before.rstrip()} {after.lstrip()}")
    return _length().sub("", re.sub(r"\s+", " ", rest).strip(" ,;:|–—-·•")).strip(" ,;:|–—-·•")


def _is_date(found: re.Match[str]) -> bool:
    """Say whether it is one beyond doubt: "Jan 19" alone may be a day, "2018-12" is no span that ends in 2012."""
    if tail := found["tail"]:
        return int(tail) > int(str(found["year1"])[2:])
    return bool(found["year1"] or found["short1"] or _has_end(found))


def _has_end(found: re.Match[str]) -> bool:
    return bool(_has_second(found) or found["open"] or found["trailing"] or found["since"])


def _has_second(found: re.Match[str]) -> bool:
    return any(found[name] for name in ("year2", "short2", "named2", "numbered2", "tail"))


def is_span(dates: Dates | None) -> bool:
    """Say whether both ends are told."""
    return dates is not None and dates.start is not None


def _month(found: re.Match[str], n: int) -> str:
    short = found[f"short{n}"] or found[f"named{n}"] or found[f"numbered{n}"] or (found["tail"] if n == 2 else None)
    year = found[f"year{n}"] or (f"19{short}" if str(short) > "60" else f"20{short}")
    number = found[f"number{n}"] or found[f"iso{n}"]
    if name := found[f"month{n}"]:
        number = str(cv_knowledge("cv")["dates"]["months"][name.lower()])
    return f"{year}-{int(number):02}" if number and 1 <= int(number) <= 12 else year


def as_span(dates: Dates) -> Dates:
    """Return dates as a span: where one date stands alone, it is the start too."""
    return dates if is_span(dates) else dates._replace(start=dates.end)


def is_during(dates: Dates, whole: Dates) -> bool:
    """Say whether dates begin in the years of others."""
    return str(whole.start)[:4] <= str(dates.start)[:4] <= (whole.end or "9999")[:4]

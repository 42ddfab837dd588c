"""Figures that a text states as one: "a to b", "up to b", a row of pay points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from crawler.normal.currencies import whole_time
from crawler.normal.pay.figures import Figure, is_pay
from crawler.normal.pay.signs import currencies_of, plainest
from crawler.normal.pay.units import unit_at
from crawler.normal.pay.words import joint_words, pattern_of, unit_pattern, units

_DASHES = ("-", "–", "—")
_ASIDE = re.compile(r"\([^)]*\)|\b(?:rising|up(?=to)|up|increasing)|[()]", re.IGNORECASE)


@dataclass(frozen=True)
class Range:
    """What stands between the first and the last figure of a statement."""

    low: Decimal | None
    high: Decimal | None
    start: int
    end: int
    currency: str | None


def ranges_of(text: str, figures: list[Figure]) -> Iterator[Range]:
    """Join the figures that stand as "a to b", and those that stand in a row of pay points."""
    together: list[Figure] = []
    for figure in figures:
        if together and not _is_joint(text, together, figure):
            yield from _spans(text, together)
            together = []
        together.append(figure)
    yield from _spans(text, together)


def _is_joint(text: str, together: list[Figure], figure: Figure) -> bool:
    """Say whether a figure goes on from the one before it: after two, only a row of points "a / b / c" does."""
    between = text[together[-1].end : figure.start]
    if not _is_of_one_money(together[-1], figure) or _is_of_whole_time(text, between, figure):
        return False
    if len(together) > 1:
        is_row = text[together[0].end : together[1].start].strip() == between.strip()
        is_rising = together[0].value < together[-1].value < figure.value
        return is_row and (between.strip() == "/" or (is_rising and between.strip() in _DASHES))
    if not between.strip():
        return together[-1].is_written
    bare = between
    for name in units():
        bare = unit_pattern(name).sub("", bare)
    is_of_another = bare != between and _are_of_two_units(text, together[-1], figure)
    return not is_of_another and bool(_joint().fullmatch(_ASIDE.sub("", bare)))


def _is_of_whole_time(text: str, between: str, figure: Figure) -> bool:
    """Say whether a figure in brackets retells, for full-time work, the one before: "£22,000 (£36,000 FTE)"."""
    after = text[figure.end : figure.end + 24].lstrip()
    return between.rstrip().endswith("(") and bool(whole_time().match(after))


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s.~〜～/−–—-]|\b(?:{joint_words()})\b)*", re.IGNORECASE)


def _is_of_one_money(figure: Figure, following: Figure) -> bool:
    """Say whether the currencies of two figures can be the same: "$" is that of many countries."""
    one, other = figure.currency, following.currency
    return one == other or not (one and other) or not currencies_of(one).isdisjoint(currencies_of(other))


def _are_of_two_units(text: str, figure: Figure, following: Figure) -> bool:
    """Say whether two figures are each paid for a time of its own: "$60/hr ($124,800/yr)"."""
    one, other = unit_at(text, figure.end), unit_at(text, following.end)
    return bool(one and other) and one != other


def _spans(text: str, together: list[Figure]) -> list[Range]:
    if len(together) < 2:
        return [_alone(text, one) for one in together if is_pay(text, one)]
    figures = _in_one_scale(together)
    low, high = min(one.value for one in figures), max(one.value for one in figures)
    if (low and high > 20 * low) or not any(is_pay(text, one) for one in figures):
        return [_alone(text, one) for one in together if is_pay(text, one)]
    if not low:  # that end is left open
        low, high = figures[0].value, figures[-1].value
    sign = plainest([one.currency for one in figures if one.currency])
    return [Range(low or None, high or None, figures[0].start, figures[-1].end, sign)]


def _in_one_scale(figures: list[Figure]) -> list[Figure]:
    """Read "£38-£41,000" and "130-150k" as both ends mean it."""
    last = figures[-1]
    return [replace(one, value=one.value * times) if (times := _lost_scale(one, last)) else one for one in figures]


def _lost_scale(figure: Figure, last: Figure) -> int | None:
    """Return what a figure is counted in, where only the last one of its range says it."""
    times = max(last.scale, 1000)
    is_short = figure.scale == 1 and figure.value * times <= last.value < figure.value * times * 20
    return times if is_short and figure.value == int(figure.value) else None


def _alone(text: str, figure: Figure) -> Range:
    before = text[: figure.start]
    after = text[figure.end :]
    is_most = pattern_of("upper", "pattern").search(before) or pattern_of("upper_after", "pattern").match(after)
    is_least = pattern_of("lower", "pattern").search(before) or pattern_of("open_end", "pattern").match(after)
    low = None if is_most else figure.value
    high = None if low and is_least else figure.value
    return Range(low, high, figure.start, figure.end, figure.currency)

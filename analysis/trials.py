"""Adverts changed on purpose: what must not move the level is changed, and how far it moves is measured."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis.blind import names_of
from analysis.level import LevelModel, level_of
from analysis.reading.read import read
from analysis.themes import ThemeModel

if TYPE_CHECKING:
    import pandas as pd

_MASK = "the employer"


class Advert(NamedTuple):
    """An advert to be changed."""

    firm: str
    title: str
    text: str


def swapped(advert: Advert, title: str) -> Advert:
    """Return `advert` under another `title`, in its title and in its text.

    >>> swapped(Advert("Acme", "Buyer", "Our buyer buys."), "Head of Art").text
    'Our Head of Art buys.'
    """
    text = advert.text
    for name in names_of(advert.title):
        text = _replaced(text, name, title)
    return advert._replace(title=title, text=text)


def masked(advert: Advert) -> Advert:
    """Return `advert` without the name of its firm and without the lines of what it offers."""
    reading = read(advert.title, advert.text)
    kept = "\n".join(line.text for line in reading.lines if line.section != "offer")
    return advert._replace(text=_replaced(kept, advert.firm, _MASK))


def doubled(advert: Advert) -> Advert:
    """Return `advert` with every line said twice: longer, and asking no more."""
    return advert._replace(text="\n".join(line for line in advert.text.splitlines() for _ in range(2)))


def moves(adverts: list[Advert], model: LevelModel, themes: ThemeModel | None) -> "pd.DataFrame":
    """Return how far the level of each advert moves: columns firm, title_swapped, masked, doubled (in SDs)."""
    import pandas as pd

    def level(advert: Advert) -> float:
        return level_of(read(advert.title, advert.text), model, themes, title=advert.title).level

    rows = []
    for advert, title in _with_another_title(adverts):
        before = level(advert)
        changed = {"title_swapped": swapped(advert, title), "masked": masked(advert), "doubled": doubled(advert)}
        rows.append({"firm": advert.firm} | {name: abs(level(one) - before) for name, one in changed.items()})
    return pd.DataFrame(rows, columns=["firm", "title_swapped", "masked", "doubled"])


def _with_another_title(adverts: list[Advert]) -> Iterator[tuple[Advert, str]]:
    """Yield each advert and the title of the next; one whose text has the next's title already is no fair trial."""
    for advert, other in zip(adverts, adverts[1:] + adverts[:1], strict=True):
        if advert.title.strip() and other.title.lower() not in advert.text.lower():
            yield advert, other.title


def _replaced(text: str, name: str, by: str) -> str:
    return re.sub(re.escape(name.strip()), lambda _: by, text, flags=re.IGNORECASE) if len(name.strip()) > 3 else text

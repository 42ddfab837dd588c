"""Adverts changed on purpose: what must not move the level is changed, and how far it moves is measured."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis.blind import UNSEEN, names_of, with_firm_masked
from analysis.level import levels_of
from analysis.level.model import LevelModel
from analysis.reading.lines import lines_of
from analysis.reading.sections import sections_of
from analysis.themes.model import ThemeModel

if TYPE_CHECKING:
    import pandas as pd

CHANGES = ("title_swapped", "masked", "doubled")


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
    lines = lines_of(advert.text)
    placed = zip(lines, sections_of(lines), strict=True)
    kept = "\n".join(line.text for line, section in placed if section != UNSEEN)
    return advert._replace(title=with_firm_masked(advert.title, advert.firm), text=with_firm_masked(kept, advert.firm))


def doubled(advert: Advert) -> Advert:
    """Return `advert` with every line said twice: longer, and asking no more."""
    return advert._replace(text="\n".join(line for line in advert.text.splitlines() for _ in range(2)))


def moves(adverts: list[Advert], model: LevelModel, themes: ThemeModel | None) -> "pd.DataFrame":
    """Return how far the level of each advert moves: columns firm, title_swapped, masked, doubled (in SDs)."""
    import pandas as pd

    tried = list(_with_another_title(adverts))
    changed = [_changed(advert, title) for advert, title in tried]
    levels = levels_of([one for row in changed for one in row], model, themes)
    by_row = pd.DataFrame(levels.reshape(-1, 1 + len(CHANGES)), columns=["before", *CHANGES])
    moved = by_row[list(CHANGES)].sub(by_row["before"], axis=0).abs()
    moved.insert(0, "firm", [advert.firm for advert, _ in tried])
    return moved


def _changed(advert: Advert, title: str) -> list[Advert]:
    """Return the advert as it is, and as each of CHANGES makes it."""
    return [advert, swapped(advert, title), masked(advert), doubled(advert)]


def _with_another_title(adverts: list[Advert]) -> Iterator[tuple[Advert, str]]:
    """Yield each advert and the title of the next; one whose text has the next's title already is no fair trial."""
    for advert, other in zip(adverts, adverts[1:] + adverts[:1], strict=True):
        if advert.title.strip() and other.title.lower() not in advert.text.lower():
            yield advert, other.title


def _replaced(text: str, name: str, by: str) -> str:
    return re.sub(re.escape(name.strip()), lambda _: by, text, flags=re.IGNORECASE) if len(name.strip()) > 3 else text

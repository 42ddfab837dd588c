"""Which titles are of the wanted roles: words of `data/lexicon/roles.toml`, language by language."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crawler.exit_codes import WRONG_USE
from crawler.knowledge import known_words

_ACCENTS = re.compile(r"[\u0300-\u036f]")


class RolesError(ValueError):
    """No roles of that name; says which there are."""

    exit_code = WRONG_USE


@dataclass(frozen=True)
class Roles:
    """A set of roles by name, "pm", or all there are."""

    name: str
    wanted: re.Pattern[str] | None
    """None: every title."""
    unwanted: re.Pattern[str] | None = None
    searches: tuple[str, ...] = ()
    """What to type into a board that can only be searched."""

    @property
    def scope(self) -> str:
        """What a snapshot says was asked for."""
        return "all" if self.wanted is None else f"roles={self.name}"

    def want(self, title: str) -> bool:
        """Say whether a title claims one of the roles.

        >>> [roles("pm").want(title) for title in ("Sr. Project Manager (m/w/d)", "Chef de projet", "Baker")]
        [True, True, False]
        """
        if self.wanted is None:
            return True
        folded = fold(title).replace("_", " ")
        return bool(self.wanted.search(folded)) and not (self.unwanted and self.unwanted.search(folded))


ALL = Roles("all", None)


@cache
def roles(name: str | None) -> Roles:
    """Return the roles called `name`; None or "all" wants every title."""
    if name in {None, "all"}:
        return ALL
    lexicon = role_words()
    if name not in lexicon:
        raise RolesError(f"no roles called {name!r}: choose one of {', '.join(sorted(lexicon))}, or all")
    entry = lexicon[name]
    terms = [term for language in entry["titles"].values() for term in language["terms"]]
    return Roles(str(name), _any_of(terms), _any_of(entry["never"]["terms"]), tuple(entry["searches"]))


@cache
def role_words() -> Mapping[str, Any]:
    """Return the lexicon as it is written."""
    return known_words("lexicon", "roles.toml")


def fold(title: str) -> str:
    """Return a title without case and accents.

    >>> fold("Chargé·e de PROJET"), fold("프로젝트 プロジェクト")
    ('charge·e de projet', '프로젝트 プロジェクト')
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", title.casefold()))
    return unicodedata.normalize("NFC", plain)  # puts together the syllables of scripts that have no accents


def _any_of(terms: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{term})' for term in terms)})(?!\w)")

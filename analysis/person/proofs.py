"""Lines of a record that prove what it shows, and what was found with its proof so far."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analysis.cv.words import in_present
from analysis.profile import Profile
from analysis.resume import role_lines
from analysis.tellings import facet_height

_NAMED = ("methods", "tools", "certifications", "sector")


class Proof(NamedTuple):
    """A line of the CV and where it stands."""

    text: str
    place: str
    is_quoted: bool = True
    """False: no line says it, the profile states it or its dates tell it."""


class Shown(NamedTuple):
    """A value that the record shows, and its proof."""

    value: Any
    proof: Proof


class Found:
    """What was found so far; the higher value replaces the lower, whose proof is kept."""

    def __init__(self) -> None:
        self.facts: dict[str, Shown] = {}
        self.proofs: dict[tuple[str, str], Proof] = {}
        self.named: dict[str, dict[str, Proof]] = {name: {} for name in _NAMED}
        self.lines: list[Proof] = []

    def take(self, facet: str, value: Any, proof: Proof) -> None:
        """Keep `value` where it is the best so far, and the first proof of each word that no earlier proof outdoes."""
        known = self.facts.get(facet)
        height = facet_height(facet, value)
        is_outdone = known is not None and height < facet_height(facet, known.value)
        if isinstance(value, str) and not is_outdone:
            self.proofs.setdefault((facet, value), proof)
        if known is None or height > facet_height(facet, known.value):
            self.facts[facet] = Shown(value, proof)

    def name(self, facet: str, name: str, proof: Proof) -> None:
        """Keep `name` with its first proof."""
        self.named[facet].setdefault(name, proof)

    def join(self, other: "Found") -> None:
        """Take all that another found."""
        for (facet, value), proof in other.proofs.items():
            self.take(facet, value, proof)
        for facet, shown in other.facts.items():
            self.take(facet, shown.value, shown.proof)
        for facet, names in other.named.items():
            for name, proof in names.items():
                self.name(facet, name, proof)
        self.lines += other.lines


def proofs_of(profile: Profile, pointer: str, role: Mapping[str, Any]) -> list[Proof]:
    return [Proof(text, profile.place_of(f"{pointer}/{where}")) for where, text in role_lines(role)]


def as_written(profile: Profile, pointer: str, text: str) -> str:
    """Return the line of the CV that the value at `pointer` was read from, else `text`."""
    shown = profile.extension.get("evidence", {}).get(pointer)
    return str(shown["text"]) if shown else text


def lines_of(texts: Sequence[Proof]) -> list[str]:
    """Return the lines as adverts would write them, to compare words."""
    return [in_present(proof.text) for proof in texts]

"""The families of titles that ladders are made of, and their ranks, as `data/families.toml` tells them."""

from typing import Any

from crawler.knowledge import known_words

_TOLD: dict[str, dict[str, dict[str, Any]]] = known_words("families.toml")


def _that_are(kind: str, flag: str) -> list[str]:
    return [name for name, told in _TOLD[kind].items() if told.get(flag)]


FAMILY_WORDS: dict[str, str] = {family: told["words"] for family, told in _TOLD["families"].items()}
FAMILY_SHORT: dict[str, str] = {family: told["short"] for family, told in _TOLD["families"].items()}
FAMILIES = list(FAMILY_WORDS)
WORK: dict[str, str] = {family: told["work"] for family, told in _TOLD["families"].items()}
"""The line of work of each family."""
OF_PROJECTS = [family for family in FAMILIES if WORK[family] == "project"]
ASKED = _that_are("families", "asked")
"""Those whose seniors are held against their plain titles."""
SIDE_BY_SIDE = _that_are("families", "side_by_side")
"""Those by which the report compares firms, and equates titles."""
RANK_WORDS: dict[str, str] = {rank: told["words"] for rank, told in _TOLD["ranks"].items()}
SENIORS = _that_are("ranks", "senior")
"""The ranks that are counted where "seniors" are."""

"""Estimate anew the level model that ships: `python -m analysis.derive.shipping STORE [OUT]`.

What is written are numbers over facets, themes and hashed words, learned from the adverts of STORE; none of their text.
"""

import json
import sys
from pathlib import Path
from typing import Any

from analysis.level_model import FIXED, unpacked
from analysis.store import open_store
from analysis.store.asking import saved_model
from crawler.knowledge import knowledge

LEAST = 0.02
"""A weight below it moves no level by a hundredth of a standard deviation."""


def ship(store: Path, out: Path) -> None:
    """Write the level model of the analysed store `store` to `out`."""
    with open_store(store) as con:
        body = saved_model(con, "level")
    if body is None:
        raise SystemExit(f"{store}: not analysed yet; run `nextrung --db {store} analyze --full` first")
    out.write_text(json.dumps(trimmed(json.loads(body)), separators=(",", ":")) + "\n", encoding="utf-8")


def trimmed(model: dict[str, Any]) -> dict[str, Any]:
    """Return the model without the many words that weigh next to nothing.

    >>> trimmed({"weights": {"3": 0.2, "4": 0.001}, "rarity": {}})["weights"]
    {'3': 0.2}
    """
    weights = _heavy(model["weights"])
    accents = {
        name: accent | {"weights": _heavy(accent["weights"])} for name, accent in model.get("accents", {}).items()
    }
    words = {str(int(place) - FIXED) for own in (weights, *(a["weights"] for a in accents.values())) for place in own}
    rarity = {str(at): round(float(w), 2) for at, w in zip(*unpacked(model["rarity"]), strict=True) if str(at) in words}
    return model | {"weights": weights, "accents": accents, "rarity": rarity}


def _heavy(told: list[str] | dict[str, float]) -> dict[str, float]:
    return {
        str(at): round(float(weight), 3) for at, weight in zip(*unpacked(told), strict=True) if abs(weight) >= LEAST
    }


if __name__ == "__main__":
    ship(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else knowledge("level.json"))

"""Estimate anew the level model that ships: `python -m analysis.derive.shipping STORE [OUT]`.

What is written are numbers over facets, themes and hashed words, learned from the adverts of STORE; none of their text.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import duckdb

from analysis.level.model import FIXED
from analysis.level.packing import unpacked
from analysis.printable import counted
from analysis.store import StoreError, StoreMissing, open_store
from analysis.store.asking import answers, saved_model
from crawler.knowledge import knowledge

LEAST = 0.02
"""A weight below it moves no level by a hundredth of a standard deviation."""
FEWEST_ADVERTS, FEWEST_FIRMS = 1_000, 30
"""A model of fewer tells the habits of a few employers: it takes no other's place."""


def ship(store: Path, out: Path) -> None:
    """Write the level model of the analysed store `store` to `out`."""
    with open_store(store) as con:
        if out.exists():
            _refuse_few(con, store, out)
        body = saved_model(con, "level")
    if body is None:
        raise StoreMissing(f"{store}: not analysed yet; run `nextrung --db {store} analyze --full` first")
    out.write_text(json.dumps(trimmed(json.loads(body)), separators=(",", ":")) + "\n", encoding="utf-8")


def _refuse_few(con: duckdb.DuckDBPyConnection, store: Path, out: Path) -> None:
    """Raise where the adverts of `store` are too few to write over the model at `out`."""
    (found,) = answers(con, "adverts_and_firms")
    if found["adverts"] < FEWEST_ADVERTS or found["firms"] < FEWEST_FIRMS:
        told = f"{counted(found['adverts'], 'advert')} of {counted(found['firms'], 'firm')}"
        raise StoreError(
            f"{store}: {told} are too few to write over {out}: give {FEWEST_ADVERTS:,} or more "
            f"of {FEWEST_FIRMS} firms or more, or name another file"
        )


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


def main() -> None:
    """Write the level model of an analysed store as the file that ships."""
    parser = argparse.ArgumentParser(prog="python -m analysis.derive.shipping", description=main.__doc__)
    parser.add_argument("store", type=Path, help="a store that `nextrung analyze --full` has read")
    parser.add_argument("out", type=Path, nargs="?", default=knowledge("level.json"), help="where the model goes")
    asked = parser.parse_args()
    try:
        ship(asked.store, asked.out)
    except StoreError as error:
        parser.exit(error.exit_code, f"{error}\n")
    except OSError as error:
        parser.exit(StoreError.exit_code, f"{error}\n")


if __name__ == "__main__":
    main()

"""Runs in the peers' own environment: texts as JSON in, what each peer finds and how fast as JSON out."""

import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any


def by_quantulum(text: str) -> dict[str, Any]:
    """Return the largest sum of money and the largest number of years that quantulum3 reads."""
    from quantulum3 import parser

    found = parser.parse(text)
    sums = [(one.value, one.unit.name) for one in found if one.unit.entity.name == "currency"]
    years = [one.value - (one.uncertainty or 0) for one in found if one.unit.name == "year"]
    return {"budget": max(sums)[0] if sums else None, "years": max(years, default=None)}


def by_price_parser(text: str) -> dict[str, Any]:
    """Return the price that price-parser reads; it knows nothing of years."""
    from price_parser import Price

    price = Price.fromstring(text)
    return {"budget": price.amount_float if price.currency else None}


def by_skill_extractor() -> Callable[[str], Any]:
    """Return skill-extractor's gazetteer: its second step, a model of meaning, would have to be downloaded."""
    from importlib.resources import files

    from skill_extractor import KeywordMatcher

    matcher = KeywordMatcher(json.loads((files("skill_extractor") / "data" / "skills.json").read_text()))
    return lambda text: len(matcher.extract(text))


def main() -> None:
    """Answer {"lines": […], "adverts": [[line, …], …]}: lines are read one by one, of adverts the largest counts."""
    warnings.simplefilter("ignore")
    asked = json.load(sys.stdin)
    peers = {"quantulum3": by_quantulum, "price-parser": by_price_parser, "skill-extractor": by_skill_extractor()}
    answer: dict[str, Any] = {}
    for name, peer in peers.items():
        peer("Manage a budget of £5m.")  # what is loaded once is loaded
        started = time.process_time()
        found = [[peer(line) for line in advert] for advert in asked["adverts"]]
        seconds = time.process_time() - started
        answer[name] = {"adverts a CPU-second": len(found) / seconds, "adverts": found}
        answer[name]["lines"] = [peer(line) for line in asked["lines"]]
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()

"""The words that boards write about pay, as the lexicon holds them."""

import re
import tomllib
from functools import cache
from typing import Any

from crawler.knowledge import knowledge


@cache
def lexicon() -> dict[str, Any]:
    return tomllib.loads(knowledge("normal", "pay.toml").read_text(encoding="utf-8"))


@cache
def pattern_of(*keys: str) -> re.Pattern[str]:
    entry: Any = lexicon()
    for key in keys:
        entry = entry[key]
    return re.compile(entry, re.IGNORECASE)


def joint_words() -> str:
    return "|".join(map(re.escape, lexicon()["joint"]["words"]))

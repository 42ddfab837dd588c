"""The words and patterns by which people are found in adverts, as `data/contacts.toml` holds them."""

import tomllib
from functools import cache
from typing import Any

from crawler.knowledge import knowledge


@cache
def contacts_words() -> dict[str, Any]:
    return tomllib.loads(knowledge("contacts.toml").read_text(encoding="utf-8"))

"""The words and patterns by which people are found in adverts, as `data/contacts.toml` holds them."""

from typing import Any

from crawler.knowledge import known_words


def contacts_words() -> dict[str, Any]:
    return known_words("contacts.toml")

"""Bundesagentur für Arbeit: rows without texts, details by the number in base 64, a public key."""

import base64

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json, town_and_country

_DEEPEST = 10_000


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if not asked.headers.get("x-api-key"):
        return as_json({"error": "no key"}, 403)
    if "/jobdetails/" in asked.path:
        found = shown.find(base64.b64decode(asked.path.rsplit("/", 1)[-1]).decode())
        return as_json({**_row(found), "stellenangebotsBeschreibung": found.html}) if found else None
    size, page = asked.number("size", 25), asked.number("page", 1)
    if size * page > _DEEPEST:
        return as_json({"error": "Bad Request"}, 400)
    rows = [_row(one) for one in shown.page((page - 1) * size, size)]
    return as_json({"maxErgebnisse": shown.total, "ergebnisliste": rows})


def _row(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    return {
        "referenznummer": advert.source_id,
        "stellenangebotsTitel": advert.title,
        "firma": advert.firm.name,
        "hauptberuf": "Projektleiter/in",
        "stellenlokationen": [{"adresse": {"ort": town, "region": None, "land": country}}],
        "veroeffentlichungszeitraum": {"von": str(advert.posted_on)},
    }

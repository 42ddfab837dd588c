"""JOIN: a company page with its data as JSON, and pages with a schema.org JobPosting."""

import json

from crawler.replay.reply import Asked, Reply, Shown, as_html
from crawler.replay.shapes.jsonld import page_of


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>Not Found</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    parts = asked.path.strip("/").split("/")
    if len(parts) == 2:
        items = [{"id": one.source_id, "idParam": one.source_id, "title": one.title} for one in shown.adverts]
        data = json.dumps({"props": {"pageProps": {"initialState": {"jobs": {"items": items}}}}}).replace("</", "<\\/")
        return as_html(f'<!doctype html><script id="__NEXT_DATA__" type="application/json">{data}</script>')
    found = shown.find(parts[-1])
    return as_html(page_of(found, "https://join.com")) if found else None

"""Jobvite: tables of fifty links with their total, and pages with a schema.org JobPosting."""

from html import escape

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html
from crawler.replay.shapes.jsonld import page_of

LIMIT = 50


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>Not Found</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path.endswith("/search"):
        start = asked.number("p") * LIMIT
        found = shown.page(start, LIMIT)
        rows = "".join(_row(one) for one in found)
        told = f'<div class="jv-pagination-text">{start + 1}-{start + len(found)} of {shown.total}</div>'
        return as_html(f"<!doctype html><html><body><table>{rows}</table>{told}</body></html>")
    advert = shown.find(asked.path.rsplit("/", 1)[-1])
    return as_html(page_of(advert, "https://jobs.jobvite.com")) if advert else None


def _row(advert: MarketAdvert) -> str:
    link = f'<a href="/{advert.firm.board}/job/{advert.source_id}">{escape(advert.title)}</a>'
    place = f'<td class="jv-job-list-location">{escape(advert.location)}</td>'
    return f'<tr><td class="jv-job-list-name">{link}</td>{place}</tr>'

"""HRMDirect: a table whose links do not end, and pages that show the text without any markup of schema.org."""

from html import escape

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, town_and_country


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>Not Found</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path.endswith("/job-openings.php"):
        rows = "".join(_row(one) for one in shown.adverts)
        return as_html(f'<!doctype html><html><body><table class="reqitems">{rows}</table></body></html>')
    found = shown.find(asked.query.get("req", ""))
    return as_html(_page(found)) if found else None


def _row(advert: MarketAdvert) -> str:
    town, country = town_and_country(advert)
    link = f'<a href="job-opening.php?req={advert.source_id}&amp;req_loc=1&amp;#job">{escape(advert.title)}'
    cells = {"departments": advert.department or "", "cities": town, "countries": country}
    named = "".join(f'<td class="{name} reqitem">{escape(text)}</td>' for name, text in cells.items())
    return (
        f'<tr class="reqitem ReqRowClick" data-req-id="{advert.source_id}"'
        f' data-custom-req-id="{advert.requisition_id or advert.source_id}">'
        f'<td class="posTitle reqitem">{link}</td>{named}<td class="reqitem">{advert.posted_on:%m/%d/%Y}</td></tr>'
    )


def _page(advert: MarketAdvert) -> str:
    return (
        f"<!doctype html><html><body><h2>{escape(advert.title)}</h2>"
        f'<div class="jobDesc">{advert.html}</div><a href="apply">Apply now</a></body></html>'
    )

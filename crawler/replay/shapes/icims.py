"""iCIMS: pages of cards without a total, and pages with a schema.org JobPosting."""

from html import escape

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html
from crawler.replay.shapes.jsonld import page_of

LIMIT = 20


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>Not Found</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.path.endswith("/jobs/search"):
        cards = "".join(_card(one) for one in shown.page(asked.number("pr") * LIMIT, LIMIT))
        return as_html(f'<!doctype html><html><body class="iCIMS_Body"><ul>{cards}</ul></body></html>')
    parts = asked.path.split("/")
    found = shown.find(parts[2]) if len(parts) > 2 else None
    return as_html(page_of(found, f"https://{shown.firm.board}")) if found else None


def _card(advert: MarketAdvert) -> str:
    url = f"https://{advert.firm.board}/jobs/{advert.source_id}/role/job?in_iframe=1"
    return (
        '<li class="iCIMS_JobCardItem"><div class="row"><div class="col-xs-6 header left">'
        f'<span class="sr-only field-label">Job Locations</span><span>{escape(advert.location)}</span></div>'
        f'<div class="col-xs-12 title"><a href="{url}" class="iCIMS_Anchor"><span class="sr-only field-label">Job Title'
        f"</span><h3>{escape(advert.title)}</h3></a></div>"
        f'<span title="{advert.posted_on:%m/%d/%Y} 10:23 AM">some days ago</span>'
        '<dl class="iCIMS_JobHeaderGroup"><div class="iCIMS_JobHeaderTag"><dt class="iCIMS_JobHeaderField">Job ID</dt>'
        f'<dd class="iCIMS_JobHeaderData"><span>{advert.requisition_id}</span></dd></div></dl></div></li>'
    )

"""We Work Remotely: an RSS feed of the newest hundred, "Company: Role" in the titles."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_html, as_xml, tag


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_html("<h1>Not Found</h1>", 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:  # noqa: ARG001 - every shape is asked so
    """Answer for a board."""
    items = "".join(_item(one) for one in shown.adverts[:100])
    return as_xml(f'<rss version="2.0"><channel>{tag("title", "We Work Remotely")}{items}</channel></rss>')


def _item(advert: MarketAdvert) -> str:
    url = f"https://weworkremotely.com/remote-jobs/{advert.source_id}"
    fields = {
        "title": f"{advert.firm.name}: {advert.title}",
        "region": "Anywhere in the World",
        "country": "United Kingdom",
        "category": "Management and Finance",
        "type": "Full-Time",
        "description": advert.html,
        "pubDate": f"{advert.posted_on:%a, %d %b %Y} 10:00:00 +0000",
        "expires_at": f"{advert.closes_on:%a, %d %b %Y} 10:00:00 +0000" if advert.closes_on else "",
        "guid": url,
        "link": url,
    }
    return f"<item>{''.join(tag(name, value) for name, value in fields.items())}</item>"

"""A market of two firms with three adverts each, to show any source at work; written by us, nobody's advert."""

from datetime import date

from crawler.market import Market, MarketAdvert, MarketFirm

_TEXT = """<p>{firm} builds {thing}. You will look after one of our larger projects.</p>
<h3>What you will do</h3>
<ul><li>Plan the work &amp; keep the plan honest</li><li>Hold a budget of £{budget} million</li></ul>
<h3>What we ask for</h3>
<ul><li>{years}+ years of running projects</li><li>PRINCE2 or a good reason why not</li></ul>
<h3>What you get</h3>
<p>A pension, a desk by the window &lt;mostly&gt; and time to think. Number {number} of {firm}.</p>"""
_TITLES = ("Project Manager", "Senior Project Manager", "Programme Manager (R&D)")


def small_market(source: str) -> Market:
    """Return two firms whose boards are those of `source`."""
    firms = tuple(_firm(source, name) for name in ("Brackenfell", "Ostermoor"))
    return Market(firms, tuple(_advert(firm, number) for firm in firms for number in range(3)))


def _firm(source: str, name: str) -> MarketFirm:
    return MarketFirm(name, "construction", "GB", source, name.lower(), "tech", {"plain": 0.0, "senior": 1.0})


def _advert(firm: MarketFirm, number: int) -> MarketAdvert:
    base = 1 if firm.name == "Brackenfell" else 5
    text = _TEXT.format(firm=firm.name, thing="bridges", budget=number + 2, years=3 + 2 * number, number=base + number)
    return MarketAdvert(
        firm=firm,
        source_id=str(4_000_100 + base + number),
        title=_TITLES[number],
        html=text,
        location="Leeds, United Kingdom",
        country="GB",
        posted_on=date(2026, 11, 3 + number),
        closes_on=date(2026, 12, 4 + number),
        salary_min=40_000 + 5_000 * number,
        salary_max=46_000 + 5_000 * number,
        salary_currency="GBP",
        salary_unit="YEAR",
        employment_type="FULL_TIME",
        workplace="hybrid",
        department="Delivery",
        requisition_id=f"R-{base + number}",
        grade="Band 7" if number == 1 else None,
    )

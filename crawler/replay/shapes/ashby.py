"""Ashby: one reply, unlisted adverts among the listed, stray spaces in addresses, no company name."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json, town_and_country

VALIDATORS = "etag"


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return Reply(b"Not Found", 404, "text/plain")


def answer(shown: Shown, asked: Asked) -> Reply | None:  # noqa: ARG001 - every shape is asked so
    """Answer for a board."""
    jobs = [_job(one) for one in shown.adverts]
    if jobs:
        jobs.append({**jobs[0], "id": "0-unlisted", "title": "Not listed", "isListed": False})
    return as_json({"jobs": jobs, "apiVersion": "1"})


def _job(advert: MarketAdvert) -> dict[str, object]:
    town, country = town_and_country(advert)
    url = f"https://jobs.ashbyhq.com/{advert.firm.board}/{advert.source_id}"
    types = {"FULL_TIME": "FullTime", "PART_TIME": "PartTime", "INTERN": "Intern", "CONTRACTOR": "Contract"}
    return {
        "id": advert.source_id,
        "title": advert.title,
        "department": advert.department or "",
        "team": advert.department or "",
        "employmentType": types.get(advert.employment_type or "FULL_TIME", "Temporary"),
        "location": town,
        "secondaryLocations": [],
        "publishedAt": f"{advert.posted_on}T12:35:37.500+00:00",
        "isListed": True,
        "isRemote": advert.workplace == "remote" if advert.workplace else None,
        "workplaceType": {"remote": "Remote", "hybrid": "Hybrid", "on_site": "OnSite"}.get(advert.workplace or ""),
        "address": {"postalAddress": {"addressLocality": town + " ", "addressRegion": "", "addressCountry": country}},
        "jobUrl": url,
        "applyUrl": f"{url}/application",
        "descriptionHtml": advert.html,
        "descriptionPlain": "",
        "shouldDisplayCompensationOnJobPostings": True,
        "compensation": _compensation(advert),
    }


def _compensation(advert: MarketAdvert) -> dict[str, object] | None:
    if not (advert.salary_min and advert.salary_max):
        return None
    summary = f"{advert.salary_min:,} - {advert.salary_max:,} {advert.salary_currency}"
    salary = {
        "summary": summary,
        "compensationType": "Salary",
        "interval": f"1 {advert.salary_unit}",
        "currencyCode": advert.salary_currency,
        "minValue": advert.salary_min,
        "maxValue": advert.salary_max,
    }
    equity = {"summary": "Offers Equity", "compensationType": "EquityPercentage", "interval": "NONE"}
    tiers = [{"id": "t1", "tierSummary": summary, "title": None, "components": [salary]}]
    return {
        "compensationTierSummary": f"{summary} • Offers Equity",
        "scrapeableCompensationSalarySummary": summary,
        "compensationTiers": tiers,
        "summaryComponents": [equity, salary],
    }

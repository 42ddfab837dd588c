"""Greenhouse: one reply, HTML escaped once more, stray spaces in names."""

from datetime import UTC, datetime, time
from email.utils import format_datetime
from html import escape

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json, number_of

VALIDATORS = "etag"


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"status": 404, "error": "Job not found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    tail = asked.path.removeprefix(f"/v1/boards/{shown.firm.board}").strip("/")
    if tail == "jobs":
        jobs = [_job(one, asked) for one in shown.adverts]
        return as_json({"jobs": jobs, "meta": {"total": shown.total}}, 200, **_modified(shown))
    if tail == "":
        return as_json({"name": shown.firm.name, "content": ""})
    if tail in {"departments", "offices"}:
        return as_json({tail: _groups(tail, shown, asked)})
    found = next((one for one in shown.adverts if tail == f"jobs/{number_of(one)}"), None)
    return as_json(_job(found, asked)) if found else unknown(asked)


def _modified(shown: Shown) -> dict[str, str]:
    """Return when the newest advert was changed, as `updated_at` has it."""
    moments = [datetime.combine(one.posted_on, time(13, 50, 1), UTC) for one in shown.adverts]
    return {"Last-Modified": format_datetime(max(moments), usegmt=True)} if moments else {}


def _groups(kind: str, shown: Shown, asked: Asked) -> list[dict[str, object]]:
    found: dict[str, list[object]] = {}
    for one in shown.adverts:
        name = one.department if kind == "departments" else one.location
        found.setdefault(name or "No Department", []).append(_job(one, asked))
    return [
        {"id": number, "name": name, "parent_id": None, "child_ids": [], "jobs": jobs}
        for number, (name, jobs) in enumerate(found.items(), start=1)
    ]


def _job(advert: MarketAdvert, asked: Asked) -> dict[str, object]:
    board, number = advert.firm.board, number_of(advert)
    job: dict[str, object] = {
        "id": number,
        "internal_job_id": number + 7,
        "title": advert.title + " ",
        "absolute_url": f"https://job-boards.greenhouse.io/{board}/jobs/{number}",
        "company_name": advert.firm.name + " ",
        "location": {"name": advert.location},
        "updated_at": f"{advert.posted_on}T09:50:01-04:00",
        "first_published": f"{advert.posted_on}T02:02:50-04:00",
        "requisition_id": advert.requisition_id or "See Opening ID",
        "language": "en",
        "application_deadline": f"{advert.closes_on}T23:59:00-04:00" if advert.closes_on else None,
        "education": "education_optional",
        "metadata": None,
        "departments": [{"id": 1, "name": advert.department, "child_ids": [], "parent_id": None}]
        if advert.department
        else [],
        "offices": [
            {"id": 2, "name": advert.location, "location": advert.location, "child_ids": [], "parent_id": None}
        ],
        "data_compliance": [{"type": "gdpr", "requires_consent": False, "requires_processing_consent": False}],
    }
    if asked.query.get("content") == "true" or not asked.path.endswith("/jobs"):
        job["content"] = escape(advert.html)
    if asked.query.get("pay_transparency") == "true":
        job["pay_input_ranges"] = _pay(advert)
    return job


def _pay(advert: MarketAdvert) -> list[dict[str, object]]:
    if not (advert.salary_min and advert.salary_max):
        return []
    return [
        {
            "min_cents": advert.salary_min * 100,
            "max_cents": advert.salary_max * 100,
            "currency_type": advert.salary_currency,
            "title": {"YEAR": "Annual salary", "DAY": "Day rate", "HOUR": "Hourly rate"}.get(
                advert.salary_unit or "", "Salary"
            ),
            "blurb": "<p>Where in the range depends on what you bring.</p>",
        }
    ]

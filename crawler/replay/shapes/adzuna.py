"""Adzuna: pages of 50; some salaries are a model's guess."""

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if not asked.query.get("app_key"):
        return as_json({"exception": "AUTH_FAIL"}, 401)
    size = min(asked.number("results_per_page", 10), 50)
    number = int(asked.path.rsplit("/", 1)[-1])
    rows = [_row(one, asked.query["app_id"]) for one in shown.page((number - 1) * size, size)]
    return as_json({"count": shown.total, "mean": 50_000.5, "results": rows})


def _row(advert: MarketAdvert, app_id: str) -> dict[str, object]:
    return {
        "id": advert.source_id,
        "title": advert.title.replace("Project", "<strong>Project</strong>"),
        "description": advert.html,
        "company": {"display_name": advert.firm.name},
        "location": {"display_name": advert.location, "area": ["UK"]},
        "category": {"tag": "other", "label": "Other"},
        "salary_min": advert.salary_min,
        "salary_max": advert.salary_max,
        "salary_is_predicted": "1" if advert.grade else "0",
        "contract_time": "full_time",
        "contract_type": "permanent",
        "created": f"{advert.posted_on}T10:00:00Z",
        "redirect_url": f"https://www.adzuna.co.uk/jobs/land/ad/{advert.source_id}?utm_medium=api&utm_source={app_id}",
    }

"""The themes as the page shows them: each with typical lines of different firms."""

from typing import TYPE_CHECKING, Any

from analysis.printable import rows_of, without_bullet
from analysis.store import ask
from analysis.store.asking import saved_model
from analysis.themes.model import ThemeModel

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

SHOWN_LINES = 5
LIKE = 80
"""Lines of which so much in a hundred is the same are shown once."""
LINES_LOOKED_AT = 200
"""So many lines of a theme show how it reads; to look at all of them would take as long as to sort them."""


def themes(con: "duckdb.DuckDBPyConnection") -> list[dict[str, Any]]:
    """Return the themes, most common first, each with `lines`: typical ones of different firms."""
    body = saved_model(con, "themes")
    model = ThemeModel.from_json(body) if body else None
    told = ask(con, "report_theme_lines", at_most=LINES_LOOKED_AT)
    lines = {theme_id: _typical(own, model, int(str(theme_id))) for theme_id, own in told.groupby("theme_id") if model}
    return [row | {"lines": lines.get(row["theme_id"], [])} for row in rows_of(ask(con, "report_themes"))]


def _typical(lines: "pd.DataFrame", model: ThemeModel, theme_id: int) -> list[dict[str, str]]:
    """Return those of the `lines` nearest to what the theme is about, one a firm, none like another; fragments last."""
    near = lines.assign(near=model.likeness(lines["text"], theme_id), text=lines["text"].map(without_bullet))
    near["is_fragment"] = near["text"].str[:1].str.islower()
    nearest = near.sort_values(["is_fragment", "near"], ascending=[True, False], kind="stable")
    shown: list[dict[str, str]] = []
    for firm, text in zip(nearest["firm"], nearest["text"], strict=True):
        if len(shown) < SHOWN_LINES and not any(firm == one["firm"] or _is_like(text, one["text"]) for one in shown):
            shown.append({"firm": firm, "text": text})
    return shown


def _is_like(one: str, two: str) -> bool:
    from rapidfuzz import fuzz, utils

    return fuzz.token_set_ratio(one, two, processor=utils.default_process) >= LIKE

"""The table of themes: what each is called and made of, how stable it is, and how it spreads over firms."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.themes.model import ThemeModel
from analysis.themes.stability import stability_of
from analysis.themes.words import counted, terms_of, typical_of

if TYPE_CHECKING:
    import pandas as pd


def describe(
    model: ThemeModel, examples: "pd.DataFrame", carriers: "pd.DataFrame", some: "pd.DataFrame"
) -> "pd.DataFrame":
    """Return the table `theme`: size, terms, a typical statement, stability and spread over firms of each.

    `examples`: theme_id (missing: in none), text, is_first, the first statements of each theme and of all; `carriers`:
    theme_id, statements and adverts of each firm; `some`: title and text of statements drawn from all.
    """
    import pandas as pd

    stability = stability_of(some)
    everywhere = counted(examples["text"][examples["is_first"]])
    groups, carried = (dict(iter(frame.groupby("theme_id"))) for frame in (examples, carriers))
    rows = []
    for theme_id, name in zip(model.ids, model.names, strict=True):
        own, by_firm = groups.get(theme_id, examples[:0]), carried.get(theme_id, carriers[:0])
        rows.append({
            "theme_id": theme_id, "name": name, "terms": terms_of(own, everywhere),
            "typical": typical_of(own, model, theme_id), "adverts": by_firm["adverts"].sum(),
            "firms": len(by_firm), "stability": stability.get(theme_id),
            "firm_entropy": _entropy(by_firm["statements"]),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _entropy(statements: "pd.Series[int]") -> float | None:
    """Return 0 for one firm, 1 where all firms that carry it have as many `statements`."""
    share = (statements / statements.sum()).to_numpy(dtype=float)
    return (
        float(-(share * np.log(share)).sum() / np.log(len(share))) if len(share) > 1 else (0.0 if len(share) else None)
    )

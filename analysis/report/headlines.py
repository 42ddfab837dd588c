"""What the report says in short, each sentence with the section that shows it."""

from typing import TYPE_CHECKING, Any

from analysis.verdicts import VACANCIES_AT_LEAST, judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

SHOWN_DEMANDS = 3


def in_short(levels: "pd.DataFrame", market: "pd.DataFrame", asked: "pd.DataFrame") -> list[tuple[str, str]]:
    """Return (section, sentence) for who reads no further; nothing where the adverts are too few to say it.

    The tables are those of `market_ladder` and of the questions `report_firm_levels` and `report_asked_more`.
    """
    found = (("market", _market(market)), ("firms", _firms(levels)), ("asked", _asked(asked)))
    return [(section, sentence) for section, sentence in found if sentence]


def signed(level: float) -> str:
    """Return a level with its sign.

    >>> signed(-0.46), signed(0.41), signed(0.02)
    ('−0.5', '+0.4', '0.0')
    """
    told = f"{level:+.1f}".replace("-", "−")
    return "0.0" if told in ("+0.0", "−0.0") else told


def _market(market: "pd.DataFrame") -> str | None:
    """Return how far the two titles lie apart over all firms."""
    everywhere = market[(market["sector"] == "all") & (market["country"] == "all")]
    own = everywhere[everywhere["title_family"] == "project_manager"].set_index("title_rank")
    rungs = {str(rank): row for rank, row in own.iterrows()}
    if not {"plain", "senior"} <= rungs.keys():
        return None
    plain, senior = rungs["plain"], rungs["senior"]
    if not senior["level_low"] > plain["level_high"]:
        return "Over all firms, these adverts cannot tell what “senior” adds to a Project Manager."
    return (
        "Over all firms a Senior Project Manager is asked more than a Project Manager: "
        f"level {with_interval(senior)} against {with_interval(plain)}. "
        "In brackets, 90\u00a0% intervals; what 0 and 1 are stands with the ladder."
    )


def with_interval(row: "pd.Series[Any]") -> str:
    """Return a level and the ends of its interval."""
    return f"{signed(row['level'])} ({signed(row['level_low'])} to {signed(row['level_high'])})"


def _firms(levels: "pd.DataFrame") -> str | None:
    """Return the clearest example of a plain title that asks more than a senior one elsewhere, if `equate` says so."""
    own = levels[(levels["title_family"] == "project_manager") & (levels["adverts"] >= VACANCIES_AT_LEAST)]
    plain, senior = own[own["title_rank"] == "plain"], own[own["title_rank"] == "senior"]
    if plain.empty or senior.empty:
        return None
    least, most = senior.nsmallest(1, "level_high").iloc[0], plain.nlargest(1, "level_low")
    high = judged(most, least).iloc[0]
    if high["verdict"] != "above" or not least["level_high"] < high["level_low"]:
        return None
    return (
        f"A title can mislead: a Project Manager at {high['firm']} (n {high['adverts']:.0f}) is asked more than a "
        f"Senior Project Manager at {least['firm']} (n {least['adverts']:.0f}), and their 90\u00a0% intervals do not "
        "overlap."
    )


def _asked(asked: "pd.DataFrame") -> str | None:
    """Return what seniors are asked for more often, the clearest first; a facet and its theme are one demand."""
    more = asked[asked["log_odds"] > 0]
    named = more.assign(name=more["name"].str.removesuffix(" (theme)"))
    told = list(_demands(named[~named["name"].str.lower().duplicated()].head(SHOWN_DEMANDS)))
    return f"What seniors are asked for more often than project managers: {'; '.join(told)}." if told else None


def _demands(rows: "pd.DataFrame") -> "Iterator[str]":
    for name, senior, plain in zip(rows["name"], rows["senior_share"], rows["plain_share"], strict=True):
        yield f"{name[0].lower()}{name[1:]} ({senior:.0%} against {plain:.0%})".replace("%", "\u00a0%")

"""What seniors are asked more often than plain titles: over all firms, and at each."""

from typing import TYPE_CHECKING, Any

from analysis.measures import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import pandas as pd

FAMILIES = ("project_manager", "programme_manager", "delivery_manager", "product_manager")
PRIOR_ADVERTS = 10.0
"""How many adverts of the market's usual advert each side is given (the prior's weight)."""
AT_LEAST = 2


def asked_more(postings: "pd.DataFrame", statements: "pd.DataFrame") -> "pd.DataFrame":
    """Return the store's table `asked_more`, seniors against plain titles of one family.

    Log-odds with an informative Dirichlet prior on presence per advert (Monroe, Colaresi & Quinn 2008, eq. 16), for
    the market with variances clustered by firm; false discovery by Benjamini & Hochberg (1995), for each comparison.
    """
    import pandas as pd

    once = postings.assign(vacancy=postings["cluster"].fillna(postings["posting_id"])).drop_duplicates("vacancy")
    once = once[once["title_family"].isin(FAMILIES) & once["title_rank"].isin(["plain", "senior"])]
    asked = presence(once, statements)
    found = [_compared(None, family, once, asked) for family in FAMILIES]
    usual = shares_of(asked, once)  # once, not for each firm: the market is large
    for (firm, family), own in once.groupby(["firm", "title_family"]):
        found.append(_compared(str(firm), str(family), own, asked, usual))
    kept = [frame for frame in found if frame is not None]
    return pd.concat(kept, ignore_index=True) if kept else _none()


def presence(postings: "pd.DataFrame", statements: "pd.DataFrame") -> "pd.DataFrame":
    """Return one row a posting (its id the index), a column (kind, name) each: does it ask this?"""
    import pandas as pd

    from analysis.themes import seed_names

    facets = dict(_facet_presence(postings))
    known = statements.dropna(subset=["theme_id"])
    themes = (
        pd.crosstab(known["posting_id"], known["theme_id"].astype(int)).reindex(postings["posting_id"]).fillna(0) > 0
    )
    names = dict(enumerate(seed_names(), 1))
    columns = {("facet", name): values.to_numpy(dtype=bool) for name, values in facets.items()}
    columns |= {("theme", name): themes[c].to_numpy(dtype=bool) for c, name in names.items() if c in themes}
    return pd.DataFrame(columns, index=postings["posting_id"].to_numpy())


def _facet_presence(postings: "pd.DataFrame") -> "Iterator[tuple[str, pd.Series[bool]]]":
    for name in FLAGS:
        yield name, postings[name].fillna(value=False).astype(bool)
    yield "5 years or more", postings["years_experience"].fillna(0) >= 5
    yield "a budget with a sum", postings["budget_amount"].notna()
    yield "a team of 5 or more", postings["team_size"].fillna(0) >= 5
    yield "executives or the board", postings["stakeholder_level"].isin(["executive", "board"])
    yield "programme or portfolio", postings["scope"].isin(["programme", "portfolio"])
    yield "international work", postings["geographic_reach"].eq("international")
    yield "a certificate", postings["certifications"].map(lambda found: found is not None and len(found) > 0)
    yield "a degree", postings["education_level"].isin(["bachelor", "master", "doctorate"])


def shares_of(asked: "pd.DataFrame", postings: "pd.DataFrame") -> "np.ndarray[Any, Any]":
    """Return the share of `postings` that ask each thing, kept off 0 and 1."""
    shares: np.ndarray[Any, Any] = asked.loc[postings["posting_id"]].mean().clip(0.01, 0.99).to_numpy()
    return shares


def _compared(
    firm: str | None,
    family: str,
    own: "pd.DataFrame",
    asked: "pd.DataFrame",
    usual: "np.ndarray[Any, Any] | None" = None,
) -> "pd.DataFrame | None":
    import numpy as np
    import pandas as pd
    from scipy.stats import false_discovery_control, norm

    own = own[own["title_family"] == family]
    seniors, plains = (own[own["title_rank"] == rank] for rank in ("senior", "plain"))
    if min(len(seniors), len(plains)) < AT_LEAST:
        return None
    usual = shares_of(asked, own) if usual is None else usual
    odds, variances, shares, counts = [], [], [], []
    for side in (seniors, plains):
        present = asked.loc[side["posting_id"]].to_numpy(dtype=float)
        yes, no = present.sum(axis=0) + PRIOR_ADVERTS * usual, (1 - present).sum(axis=0) + PRIOR_ADVERTS * (1 - usual)
        odds.append(np.log(yes / no))
        variances.append((1 / yes + 1 / no) * (_design_effect(present, side["firm"]) if firm is None else 1.0))
        shares.append(present.mean(axis=0))
        counts.append(len(side))
    difference = odds[0] - odds[1]
    z = difference / np.sqrt(variances[0] + variances[1])
    return pd.DataFrame({
        "firm": pd.Series([firm] * len(z), dtype=object), "title_family": family,
        "kind": asked.columns.get_level_values(0), "name": asked.columns.get_level_values(1),
        "senior_adverts": counts[0], "senior_share": shares[0], "plain_adverts": counts[1], "plain_share": shares[1],
        "log_odds": difference, "z": z, "q": false_discovery_control(2 * norm.sf(np.abs(z))),
    })  # fmt: skip


def _design_effect(present: "np.ndarray[Any, Any]", firms: "pd.Series[str]") -> "np.ndarray[Any, Any]":
    """Return how much wider a share is because adverts of one firm resemble each other (1 or more)."""
    import numpy as np

    codes = np.unique(firms.to_numpy(dtype=str), return_inverse=True)[1]
    share = present.mean(axis=0)
    sums = np.zeros((codes.max() + 1, present.shape[1]))
    np.add.at(sums, codes, present - share)
    clustered = (sums**2).sum(axis=0) / len(present) ** 2
    simple = np.maximum(share * (1 - share) / len(present), 1e-9)
    return np.asarray(np.maximum(clustered / simple, 1.0))


def _none() -> "pd.DataFrame":
    import pandas as pd

    names = ("firm", "title_family", "kind", "name", "senior_adverts", "senior_share", "plain_adverts", "plain_share",
             "log_odds", "z", "q")  # fmt: skip
    return pd.DataFrame({name: pd.Series(dtype=object if i < 4 else float) for i, name in enumerate(names)})

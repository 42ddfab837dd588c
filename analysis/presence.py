"""Whether each advert asks each thing: facets as `data/asked.toml` words them, and themes that were seeded."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analysis.reading.reading import BOOLEAN_FACETS
from crawler.knowledge import known_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import pandas as pd


def asked_words() -> Mapping[str, Any]:
    """Return `data/asked.toml`: what adverts may ask beside flags, and what firms are compared by, in words."""
    return known_words("asked.toml")


def presence(postings: "pd.DataFrame", themes: "pd.DataFrame") -> "pd.DataFrame":
    """Return one row a posting (its id the index), a column (kind, name) each: does it ask this?"""
    import pandas as pd

    from analysis.themes.model import seed_names

    columns = {("facet", name): values.to_numpy(dtype=bool) for name, values in _facet_presence(postings)}
    asked = _themes_asked(postings["posting_id"], themes)
    columns |= {("theme", name): asked[:, n] for n, name in enumerate(seed_names(), 1) if asked[:, n].any()}
    return pd.DataFrame(columns, index=postings["posting_id"].to_numpy())


def _themes_asked(posting_ids: "pd.Series[str]", themes: "pd.DataFrame") -> "np.ndarray[Any, Any]":
    """Return whether each advert asks for the theme of each id, shape (adverts, ids of seeds and 0)."""
    import numpy as np
    import pandas as pd

    from analysis.themes.model import seed_names

    found = np.zeros((len(posting_ids), len(seed_names()) + 1), dtype=bool)
    told = themes[themes["posting_id"].isin(posting_ids)]
    if told.empty:
        return found
    rows = pd.Index(posting_ids).get_indexer(pd.Index(told["posting_id"]))
    theme_ids = np.concatenate(told["theme_ids"].tolist())
    rows = np.repeat(rows, told["theme_ids"].map(len))
    is_seed = theme_ids < found.shape[1]
    found[rows[is_seed], theme_ids[is_seed]] = True
    return found


def _facet_presence(postings: "pd.DataFrame") -> "Iterator[tuple[str, pd.Series[bool]]]":
    for name in BOOLEAN_FACETS:
        yield name, postings[name].fillna(value=False).astype(bool)
    for name, told in asked_words()["presence"].items():
        yield name, _is_asked(postings[told["facet"]], told)


def _is_asked(values: "pd.Series[Any]", told: Mapping[str, Any]) -> "pd.Series[bool]":
    if "at_least" in told:
        return values.fillna(0).ge(told["at_least"])
    if "among" in told:
        return values.isin(told["among"])
    if values.dtype != object:
        return values.notna()
    return values.map(lambda names: names is not None and len(names) > 0)

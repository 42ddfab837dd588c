"""Of two adverts under one title at two firms, does the one of the higher level have the higher grade or pay?"""

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.ladders import firms_by_weight

if TYPE_CHECKING:
    import pandas as pd

    from analysis.validity.yardsticks import Counted, Figure

_BARE = re.compile(r"\s*[(\-–|,:/].*|\bband \w+")


def bare_title(title: str) -> str:
    """Return a title without what qualifies it.

    >>> bare_title("Staff Nurse (Band 5) - Ward 12"), bare_title("Project Manager, Estates")
    ('staff nurse', 'project manager')
    """
    return " ".join(re.sub(r"[^a-z ]", " ", _BARE.sub("", title.lower())).split())


def pairs_of_one_title(frame: "pd.DataFrame", against: str) -> "pd.DataFrame":
    """Return all pairs of adverts with one title at two firms whose `against` differs.

    Columns one and two (where the adverts stand in `frame`), right (1, 0 or 0.5).
    """
    import pandas as pd

    of_title = frame.groupby(frame["title"].map(bare_title).to_numpy()).indices
    firm, level, truth = (frame[name].to_numpy() for name in ("firm", "level", against))
    told = [_pairs(rows, firm, level, truth) for title, rows in of_title.items() if title != ""]
    return pd.concat(told, ignore_index=True) if told else pd.DataFrame({"one": [], "two": [], "right": []})


def _pairs(rows: Any, firm: Any, level: Any, truth: Any) -> "pd.DataFrame":
    import pandas as pd

    one, two = (rows[which] for which in np.triu_indices(len(rows), 1))
    unlike = (firm[one] != firm[two]) & (truth[one] != truth[two])
    one, two = one[unlike], two[unlike]
    agree = (level[one] - level[two]) * (truth[one] - truth[two])
    return pd.DataFrame({"one": one, "two": two, "right": np.where(agree == 0, 0.5, (agree > 0).astype(float))})


def share_of_pairs(against: str) -> "Figure":
    """Return the share of pairs that the level orders as `against` does.

    A pair counts as often as both its adverts do, so that a firm drawn twice brings each of its pairs twice.
    """

    def of(frame: "pd.DataFrame") -> "Counted":
        pairs = pairs_of_one_title(frame, against)
        one, two, right = (pairs[name].to_numpy() for name in ("one", "two", "right"))

        def counted(counts: np.ndarray[Any, Any]) -> float:
            weights = counts[one] * counts[two]
            return float(weights @ right / weights.sum()) if weights.any() else float("nan")

        return counted

    return of


def firms_of_pairs(frame: "pd.DataFrame", pairs: "pd.DataFrame") -> float:
    """Return as how many firms with equally many pairs the firms of these `pairs` weigh (effective number, Kish 1965).

    >>> import pandas as pd
    >>> adverts, pairs = pd.DataFrame({"firm": list("abcd")}), pd.DataFrame({"one": [0, 0, 0], "two": [1, 2, 3]})
    >>> firms_of_pairs(adverts, pairs)
    3.0
    """
    return firms_by_weight(frame["firm"].iloc[pairs[["one", "two"]].to_numpy().ravel()])

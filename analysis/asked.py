"""What seniors are asked more often than plain titles: over all firms, and at each."""

from typing import TYPE_CHECKING, Any, NamedTuple, Self

from analysis.families import ASKED
from analysis.ladders import firms_by_weight
from analysis.presence import presence

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

PRIOR_ADVERTS = 10.0
"""How many adverts of the market's usual advert each side is given (the prior's weight)."""
ADVERTS_AT_LEAST = 2
FIRMS_AT_LEAST = 3
"""Of the market nothing is told where fewer firms, as they weigh, stand behind either title."""
FALSE_DISCOVERY_AT_MOST = 0.10
"""Of the differences that are shown as such, so many may be chance."""


def asked_more(vacancies: "pd.DataFrame", themes: "pd.DataFrame") -> "pd.DataFrame":
    """Return the store's table `asked_more`, seniors against plain titles of one family.

    `vacancies` has the columns of the store's question `compared`, `themes` posting_id and theme_ids.

    Log-odds with an informative Dirichlet prior on presence per advert (Monroe, Colaresi & Quinn 2008, eq. 16), for
    the market with variances clustered by firm and Student's t over the firms; false discovery by Benjamini & Hochberg
    (1995), for each comparison.
    """
    import numpy as np
    import pandas as pd

    once = vacancies[vacancies["title_family"].isin(ASKED) & vacancies["title_rank"].isin(["plain", "senior"])]
    if once.empty:
        return _none()
    asked = presence(once, themes)
    present, senior = asked.to_numpy(dtype=float), once["title_rank"].eq("senior").to_numpy(dtype=int)
    family = pd.Categorical(once["title_family"], ASKED).codes.astype(int)
    about = pd.DataFrame({"firm": pd.Series([None] * len(ASKED), dtype=object), "title_family": ASKED})
    usual = np.vstack([_usual(present[family == code]) for code in range(len(ASKED))])
    market = _compared(_Sides.of(present, family, senior, about, once["firm"]), usual, asked.columns)
    cell = once.groupby(["firm", "title_family"], sort=True)
    firms = _Sides.of(present, cell.ngroup().to_numpy(), senior, cell.size().reset_index())
    return pd.concat([market, _compared(firms, _usual(present), asked.columns)], ignore_index=True)


def _usual(present: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return the share of adverts that ask each thing, kept off 0 and 1."""
    import numpy as np

    shares = present.mean(axis=0) if len(present) else np.full(present.shape[1], 0.5)
    return np.clip(shares, 0.01, 0.99)


class _Sides(NamedTuple):
    """How many adverts ask each thing, in each group, of its plain titles and of its seniors."""

    about: "pd.DataFrame"
    """firm and title_family of each group."""
    adverts: "np.ndarray[Any, Any]"
    """Shape (groups, 2)."""
    asking: "np.ndarray[Any, Any]"
    """Shape (groups, 2, things)."""
    widened: "np.ndarray[Any, Any] | float" = 1.0
    """How much wider a share is because adverts of one firm resemble each other, shaped as `asking`."""
    firms: "np.ndarray[Any, Any] | None" = None
    """How many firms these are, as they weigh, shaped as `adverts`; None where each group is one firm's."""

    @classmethod
    def of(
        cls,
        present: "np.ndarray[Any, Any]",
        groups: "np.ndarray[Any, Any]",
        senior: "np.ndarray[Any, Any]",
        about: "pd.DataFrame",
        firms: "pd.Series[str] | None" = None,
    ) -> Self:
        import numpy as np

        sides = 2 * groups + senior
        adverts = np.bincount(sides, minlength=2 * len(about))
        shape = (len(about), 2, present.shape[1])
        told = cls(about, adverts.reshape(-1, 2), _sums(present, sides, len(adverts)).reshape(shape))
        if firms is None:
            return told
        own = [sides == side for side in range(len(adverts))]
        widened = np.vstack([_design_effect(present[rows], firms[rows]) for rows in own])
        effective = np.array([firms_by_weight(firms[rows]) for rows in own])
        return told._replace(widened=widened.reshape(shape), firms=effective.reshape(-1, 2))

    def only(self, kept: "np.ndarray[Any, Any]") -> "_Sides":
        """Return the groups that are `kept`."""
        widened = self.widened if isinstance(self.widened, float) else self.widened[kept]
        firms = None if self.firms is None else self.firms[kept]
        return _Sides(self.about[kept], self.adverts[kept], self.asking[kept], widened, firms)

    @property
    def are_enough(self) -> "np.ndarray[Any, Any]":
        """Whether each group has adverts enough on either side, and firms."""
        enough: np.ndarray[Any, Any] = self.adverts.min(axis=1) >= ADVERTS_AT_LEAST
        return enough if self.firms is None else enough & (self.firms.min(axis=1) >= FIRMS_AT_LEAST)

    def chances(self, z: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        """Return how likely chance alone is so far from 0 as `z`; of few firms it often is (Student 1908)."""
        import numpy as np
        from scipy.special import stdtr

        spare = np.inf if self.firms is None else self.firms.min(axis=1)[:, None] - 1
        return np.asarray(2 * stdtr(spare, -np.abs(z)))


def _sums(values: "np.ndarray[Any, Any]", groups: "np.ndarray[Any, Any]", count: int) -> "np.ndarray[Any, Any]":
    """Return the sum of the rows of `values` in each group, shape (count, columns)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    of_group = csr_matrix((np.ones(len(groups)), (groups, np.arange(len(groups)))), shape=(count, len(groups)))
    return np.asarray(of_group @ values)


def _compared(sides: _Sides, usual: "np.ndarray[Any, Any]", things: "pd.Index[Any]") -> "pd.DataFrame":
    """Return what each group's seniors are asked more, beside the `usual` shares, of each group or of all."""
    import numpy as np
    import pandas as pd
    from scipy.stats import false_discovery_control

    kept = sides.are_enough
    if not kept.any():
        return _none()
    sides, usual = sides.only(kept), (usual[kept] if usual.ndim == 2 else usual[None])[:, None]
    adverts = sides.adverts[:, :, None]
    yes, no = sides.asking + PRIOR_ADVERTS * usual, adverts - sides.asking + PRIOR_ADVERTS * (1 - usual)
    odds, variances = np.log(yes / no), (1 / yes + 1 / no) * sides.widened
    difference = odds[:, 1] - odds[:, 0]
    z = difference / np.sqrt(variances.sum(axis=1))
    shares = sides.asking / adverts
    groups, count = difference.shape
    return pd.DataFrame({
        "firm": np.repeat(sides.about["firm"].to_numpy(dtype=object), count),
        "title_family": np.repeat(sides.about["title_family"].to_numpy(dtype=object), count),
        "kind": np.tile(things.get_level_values(0).to_numpy(dtype=object), groups),
        "name": np.tile(things.get_level_values(1).to_numpy(dtype=object), groups),
        "senior_adverts": np.repeat(sides.adverts[:, 1], count), "senior_share": shares[:, 1].ravel(),
        "plain_adverts": np.repeat(sides.adverts[:, 0], count), "plain_share": shares[:, 0].ravel(),
        "log_odds": difference.ravel(), "z": z.ravel(),
        "q": false_discovery_control(sides.chances(z), axis=1).ravel(),
    })  # fmt: skip


def _design_effect(present: "np.ndarray[Any, Any]", firms: "pd.Series[str]") -> "np.ndarray[Any, Any]":
    """Return how much wider a share is because adverts of one firm resemble each other (1 or more)."""
    import numpy as np

    if len(present) < ADVERTS_AT_LEAST:
        return np.ones(present.shape[1])
    codes = np.unique(firms.to_numpy(dtype=str), return_inverse=True)[1]
    share = present.mean(axis=0)
    clustered = (_sums(present - share, codes, codes.max() + 1) ** 2).sum(axis=0) / len(present) ** 2
    simple = np.maximum(share * (1 - share) / len(present), 1e-9)
    return np.asarray(np.maximum(clustered / simple, 1.0))


def _none() -> "pd.DataFrame":
    import pandas as pd

    names = ("firm", "title_family", "kind", "name", "senior_adverts", "senior_share", "plain_adverts", "plain_share",
             "log_odds", "z", "q")  # fmt: skip
    return pd.DataFrame({name: pd.Series(dtype=object if i < 4 else float) for i, name in enumerate(names)})

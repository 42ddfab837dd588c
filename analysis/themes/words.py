"""What the statements of a theme say: the words that are their own, and the statement most typical of them."""

from collections import Counter
from typing import TYPE_CHECKING

from analysis.blind import words
from analysis.themes.model import ThemeModel

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES = 3_000
"""So many statements of a theme, and of all, show its words."""


def counted(texts: "pd.Series[str]") -> Counter[str]:
    """Return how many of `texts` say each word."""
    return Counter(word for text in texts for word in set(words(text)))


def terms_of(own: "pd.DataFrame", everywhere: Counter[str], most: int = 6) -> list[str]:
    """Return the words that are commoner in `own` than elsewhere."""
    inside = counted(own["text"].head(EXAMPLES))
    ratio = {w: n * n / everywhere[w] for w, n in inside.items() if n >= 2 and len(w) > 3 and everywhere[w]}
    return sorted(ratio, key=lambda w: (-ratio[w], w))[:most]


def typical_of(own: "pd.DataFrame", model: ThemeModel, theme_id: int) -> str | None:
    """Return the statement nearest to the centre of its theme."""
    if own.empty:
        return None
    some = own.head(2000)
    return str(some["text"].iloc[int(model.likeness(some["text"], theme_id).argmax())])

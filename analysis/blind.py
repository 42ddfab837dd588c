"""Text without the words of titles, as hashed numbers: what themes and levels see."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from crawler.knowledge import knowledge

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TEXT_FEATURES = 2**16
_QUALIFIED = re.compile(r"\s*[(\-–|,:].*")
_WORD = re.compile(r"[a-z][a-z'&+#-]*")


@cache
def title_words() -> frozenset[str]:
    """Return the words that are taken out."""
    return frozenset(tomllib.loads(knowledge("title_words.toml").read_text("utf-8"))["words"])


def words(text: str) -> list[str]:
    """Return the words of `text` that are not words of titles; figures are the facets' affair.

    >>> words("The Senior Project Manager leads 12 people")
    ['the', 'leads', 'people']
    """
    hidden = title_words()
    return [word for word in _WORD.findall(text.lower()) if word not in hidden]


def without_title(text: str, title: str) -> str:
    """Return `text` without the title it advertises, so that the title it was given changes nothing.

    >>> without_title("Our Programme Manager (NHSX) leads. A programme manager plans.", "Programme Manager (NHSX)")
    'Our   (NHSX) leads. A   plans.'
    """
    name = _QUALIFIED.sub("", title).strip()
    return re.sub(re.escape(name), " ", text, flags=re.IGNORECASE) if len(name) > 3 else text


def hashed(texts: Iterable[str], *, features: int = TEXT_FEATURES) -> "csr_matrix":
    """Return counts of words and pairs of words, shape (texts, features), each row's counts on a log scale."""
    import numpy as np
    from sklearn.feature_extraction.text import HashingVectorizer

    vectorizer: Any = HashingVectorizer(
        n_features=features, analyzer=_terms, alternate_sign=False, norm=None, dtype=np.float32
    )
    counts: csr_matrix = vectorizer.transform(texts)
    counts.data = np.log1p(counts.data)
    return counts


def _terms(text: str) -> list[str]:
    found = words(text)
    return found + [f"{one} {two}" for one, two in pairwise(found)]

"""Must or nice: whether a sentence demands or only wishes.

`python -m analysis.teaching.need --help` estimates what sentences say of themselves anew.
"""

from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from analysis.reading.body import fold
from analysis.reading.headings import announced
from analysis.reading.lexicon import pattern_in
from analysis.reading.reading import Section
from analysis.reading.section_features import see
from analysis.reading.section_words import BITS
from analysis.reading.softness import is_wish
from crawler.knowledge import knowledge

if TYPE_CHECKING:
    from numpy.typing import NDArray

Need = Literal["required", "preferred"]


def need_of(sentence: str, section: Section | None = None, heading: str | None = None) -> Need:
    """Tell whether `sentence` is a must, by its softener, its section, the heading above it, or its own words.

    >>> need_of("German is a plus", section="required"), need_of("Five years in delivery", heading="Minimum criteria")
    ('preferred', 'required')
    """
    if section == "preferred" or is_wish(sentence) or pattern_in("section_silver", "soft").search(fold(sentence)):
        return "preferred"
    settled = section or (announced(heading) if heading else None)
    if settled == "preferred":
        return "preferred"
    if settled is not None:
        return "required"
    return "preferred" if softness_by_words(sentence) > 0 else "required"


def softness_by_words(sentence: str) -> float:
    """Return the log-odds that a sentence with these words is a wish, where nothing else tells."""
    weights, base = _model()
    words = see([sentence]).words
    return float(weights[words].sum() / np.sqrt(len(words)) + base)


@cache
def _model() -> "tuple[NDArray[np.float32], float]":
    weights = np.zeros(1 << BITS, dtype=np.float32)
    with np.load(knowledge("sections", "need.npz")) as arrays:
        weights[arrays["words_at"]] = arrays["words"]
        return weights, float(arrays["base"])


if __name__ == "__main__":
    from analysis.teaching.need_training import main

    main()

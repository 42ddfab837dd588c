"""Lines that wish for one thing and name it: short as they are, they look like headings of wishes."""

from functools import lru_cache, partial

from analysis.reading.body import fold
from analysis.reading.headings import HEADINGS_KEPT
from analysis.reading.lexicon import pattern_in
from analysis.reading.named import is_name
from analysis.reading.section_words import without_bullet

_pattern = partial(pattern_in, "softness")


@lru_cache(HEADINGS_KEPT)
def wishes_one_thing(line: str) -> bool:
    """Tell whether `line` is nothing but a softener and the name of what it softens.

    >>> wishes_one_thing("Bonus: SQL"), wishes_one_thing("Preferred MBA"), wishes_one_thing("Preferred experience")
    (True, True, False)
    """
    folded = fold(without_bullet(line))
    softener = _pattern("short_wish")
    if folded.endswith(":") or not softener.search(folded):
        return False
    thing = softener.sub("", folded)
    names = [name for name in _pattern("short_wish_joint").split(thing) if name]
    if _pattern("short_wish_thing").search(thing) or (names and all(map(is_name, names))):
        return True
    is_set_as_heading = line.istitle() or line.isupper()
    return not is_set_as_heading and _pattern("short_wish_experience").search(thing) is not None

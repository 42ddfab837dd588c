"""Whether a thing named in a line is demanded or only welcome."""

import re
from functools import partial

from analysis.reading.body import Body
from analysis.reading.lexicon import pattern_in

_FAR = 200
"""No softener is looked for farther off, in letters."""
_END = re.compile(r"[.;](?= |$)")
_pattern = partial(pattern_in, "softness")


def is_soft(body: Body, start: int, end: int) -> bool:
    """Tell whether what stands from `start` to `end` is a wish: by its section, or by a softener in its sentence."""
    if body.section_at(start) == "preferred":
        return True
    first, last = body.bounds(body.number_at(start))
    before, after = body.folded[max(first, start - _FAR) : start], body.folded[end : min(last, end + _FAR)]
    before = _END.split(before)[-1]
    softened = _pattern("after").search(after)
    if softened and not _pattern("stop").search(after[: softened.end()]):
        return True
    return bool(_pattern("before").search(before))

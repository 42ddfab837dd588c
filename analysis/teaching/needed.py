"""What the patterns of the lexicon need, learned once and kept in `data/lexicon/needed.json`.

`python -m analysis.teaching.needed` writes the file anew. A pattern that it does not hold is learned when it is
first tried: an edited lexicon reads right at once, and starts as soon as before when the file was written again.
"""

import json
from pathlib import Path

from analysis.reading import needed
from analysis.reading.read import read_all
from crawler.knowledge import knowledge
from crawler.market import make_market
from crawler.normal.html import plain_text


def patterns_asked() -> list[str]:
    """Return the patterns that reading the sample market asks of."""
    for _ in read_all((advert.title, plain_text(advert.html)) for advert in make_market().adverts):
        pass
    return sorted(needed.asked)


def main(path: Path) -> None:
    """Write to `path` what each pattern needs, one a line."""
    learned = {
        needed.key_of(pattern): [sorted(texts) for texts in needed.learn(pattern)] for pattern in patterns_asked()
    }
    lines = (f"{json.dumps(key)}: {json.dumps(learned[key], ensure_ascii=False)}" for key in sorted(learned))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(knowledge("lexicon", "needed.json"))

"""Adverts without their titles, and text as hashed numbers: what themes and levels see."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.measures import MEASURES, measures_in
from analysis.reading.read import Left, read_without
from analysis.reading.reading import Reading, Section
from crawler.knowledge import known_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TEXT_FEATURES = 2**20
"""So many that the rare words of other firms seldom fall on a telling one."""
FEW = 200
"""So many texts are hashed sooner than scikit-learn is loaded."""
_32 = 0xFFFFFFFF
UNSEEN: Section = "offer"
"""The section that says nothing of what is asked."""
FIRM = "the employer"
"""What every firm is called where the level sees it: who asks is not what is asked."""
_ASKING = ("responsibility", "required", "preferred")
_QUALIFIED = re.compile(r"\s*[(\-–|,:].*")
# Letters that follow a figure are a grade ("8a", "GS-13"), not a word.
_WORD = re.compile(r"(?<!\w)[a-z][a-z'&+#-]+")


class Blind(NamedTuple):
    """What the level sees of an advert: nothing of its title, pay or grade."""

    measures: list[float | None]
    """In the order of MEASURES; None where the advert is silent."""
    asked: list[str]
    """Its lines of demands and duties."""
    told: list[str]
    """Its other lines, without what it offers."""


def blind_of(title: str, reading: Reading, firm: str = "") -> Blind:
    """Return what an advert says without its title, its firm's name and its lines of pay and benefits."""
    return blind_of_all([(title, firm, reading)])[0]


def blind_of_all(adverts: Sequence[tuple[str, str, Reading]]) -> list[Blind]:
    """Return the same of several adverts (title, firm, reading).

    One whose text has any of these is read again without them, so that it is seen as if it had never had them.
    """
    hidden = [(reading, unnamed(reading.text, title, firm)) for title, firm, reading in adverts]
    bare = ((reading if text == reading.text else None, text) for reading, text in hidden)
    return [_seen_in(left) for left in read_without(UNSEEN, bare, MEASURES)]


def blind_of_texts(texts: Iterable[str]) -> dict[str, Blind]:
    """Return what the level sees of each of `texts`, which name neither title nor firm; those alike are read once."""
    texts = list(dict.fromkeys(texts))
    left = read_without(UNSEEN, ((None, text) for text in texts), MEASURES)
    return dict(zip(texts, map(_seen_in, left), strict=True))


def unnamed(text: str, title: str, firm: str) -> str:
    """Return `text` without the title that it advertises and the name of its firm.

    >>> unnamed("Acme seeks a Buyer. The Acme buyer buys.", "Buyer", "Acme")
    'the employer seeks a  . The the employer   buys.'
    """
    return with_firm_masked(without_title(text, title), firm)


def with_firm_masked(text: str, firm: str) -> str:
    """Return `text` where the firm's whole name gives way to `FIRM`; a name of three letters may be any word."""
    return _name_of(firm.strip()).sub(FIRM, text) if len(firm.strip()) > 3 else text


@lru_cache(maxsize=4096)
def _name_of(firm: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(firm)}(?!\w)", re.IGNORECASE)


def _seen_in(left: Left) -> Blind:
    asked = [line.text for line in left.lines if line.section in _ASKING]
    told = [line.text for line in left.lines if line.section not in _ASKING]
    return Blind(measures_in(left.facets), asked, told)


@cache
def hidden_words() -> frozenset[str]:
    """Return the words that are taken out."""
    return _title_words("words")


@cache
def said_of_work() -> frozenset[str]:
    """Return those of them that tell what the work is where they do not stand in a title."""
    return _title_words("said_of_work")


def _title_words(kind: str) -> frozenset[str]:
    return frozenset(known_words("title_words.toml")[kind])


def words(text: str) -> list[str]:
    """Return the words of `text` that are not words of titles; figures are the facets' affair.

    >>> words("The Senior Project Manager leads 12 people")
    ['the', 'leads', 'people']
    """
    hidden = hidden_words()
    return [word for word in _WORD.findall(text.lower()) if word not in hidden]


def without_title(text: str, title: str) -> str:
    """Return `text` without the title it advertises, so that the title it was given changes nothing.

    >>> without_title("Our Programme Manager (NHSX) leads. A programme manager plans.", "Programme Manager (NHSX)")
    'Our   leads. A   plans.'
    """
    for name in _patterns_of(title):
        text = name.sub(" ", text)
    return text


@lru_cache(maxsize=4096)
def _patterns_of(title: str) -> list[re.Pattern[str]]:
    return [re.compile(re.escape(name), re.IGNORECASE) for name in names_of(title)]


def without_firm(text: str, firm: str) -> str:
    """Return `text` without the words of the firm's name and without "employer": who asks is not what is asked.

    >>> without_firm("Join Acme Rail, an employer on the rails.", "Acme Rail Ltd")
    'Join  , an  on the rails.'
    """
    return _firm_words(firm).sub("", text)


@lru_cache(maxsize=4096)
def _firm_words(firm: str) -> re.Pattern[str]:
    own = sorted({"employer", *(word for word in _WORD.findall(firm.lower()) if len(word) > 3)})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, own))})\b", re.IGNORECASE)


def names_of(title: str) -> list[str]:
    """Return what a text may call the job: its whole title, and the title without what qualifies it.

    >>> names_of("Programme Manager (NHSX)"), names_of("PM")
    (['Programme Manager (NHSX)', 'Programme Manager'], [])
    """
    names = dict.fromkeys((title.strip(), _QUALIFIED.sub("", title).strip()))
    return [name for name in names if len(name) > 3]


def terms_of(text: str) -> list[str]:
    """Return the words of `text` and their pairs."""
    found = words(text)
    return found + [f"{one} {two}" for one, two in pairwise(found)]


def hashed(texts: Iterable[str], *, features: int = TEXT_FEATURES) -> "csr_matrix":
    """Return counts of words and pairs of words, shape (texts, features), each row's counts on a log scale."""
    texts = list(texts)
    return _few(texts, features) if len(texts) <= FEW else _many(texts, features)


def unit_rows(matrix: "csr_matrix") -> "csr_matrix":
    """Return the rows with length 1; an empty row stays empty."""
    from scipy.sparse import diags_array

    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    rows: csr_matrix = (diags_array(1 / np.where(length > 0, length, 1.0)) @ matrix).tocsr().astype(matrix.dtype)
    return rows


def _few(texts: list[str], features: int) -> "csr_matrix":
    """Return what `_many` returns, without the seconds that scikit-learn takes to load: one CV must not wait for it."""
    from scipy.sparse import csr_matrix

    counts = [Counter(_place(term, features) for term in terms_of(text)) for text in texts]
    ends = np.cumsum([0, *(len(count) for count in counts)])
    places = [place for count in counts for place in sorted(count)]
    values = [count[place] for count in counts for place in sorted(count)]
    data = np.log1p(np.asarray(values, dtype=np.float32))
    return csr_matrix((data, np.asarray(places, dtype=np.int32), ends), shape=(len(texts), features))


@lru_cache(maxsize=20_000)
def _place(term: str, features: int) -> int:
    """Return where HashingVectorizer counts `term`: MurmurHash3 (x86, 32 bits, seed 0), without its sign."""
    found, said = 0, term.encode()
    for start in range(0, len(said), 4):
        block = int.from_bytes(said[start : start + 4], "little") * 0xCC9E2D51 & _32
        found ^= ((block << 15 | block >> 17) & _32) * 0x1B873593 & _32
        if start + 4 <= len(said):
            found = ((found << 13 | found >> 19) & _32) * 5 + 0xE6546B64 & _32
    found ^= len(said)
    found = (found ^ found >> 16) * 0x85EBCA6B & _32
    found = (found ^ found >> 13) * 0xC2B2AE35 & _32
    found ^= found >> 16
    return min(found, 2**32 - found) % features


def _many(texts: list[str], features: int) -> "csr_matrix":
    from sklearn.feature_extraction.text import HashingVectorizer

    vectorizer: Any = HashingVectorizer(
        n_features=features, analyzer=terms_of, alternate_sign=False, norm=None, dtype=np.float32
    )
    counts: csr_matrix = vectorizer.transform(texts)
    counts.data = np.log1p(counts.data)
    return counts

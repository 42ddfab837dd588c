"""What is new for a person since the last digest: openings, changes to those told before, and closings."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pandas as pd

from analysis.demands import step_in_words
from analysis.derive.parts import take
from analysis.markdown import link, plain
from analysis.matching import match, terms_in_words
from analysis.matching.wanted import wishes_of
from analysis.printable import printable, rows_of
from analysis.profile import Profile
from analysis.store import ask, open_store, writing
from analysis.store.asking import answers, run
from analysis.store.rows import naive_utc
from crawler.web_address import of_the_web

Form = Literal["markdown", "html", "atom"]
MOST = 50
"""So many openings are followed from digest to digest."""
SHOWN = 20
"""So many are told in full; nobody reads more in a mail."""
_MISSING = 3
_OPENINGS = {
    "up": "New openings that may be a step up", "same": "New openings on your level",
    "down": "New openings that ask less", "any": "New openings",
}  # fmt: skip
_CHANGED = "Changed since you were told"
_CLOSED = "Closed since you were told"


class News(NamedTuple):
    """What there is to tell."""

    new: pd.DataFrame
    """Rows of `match`, with content_hash."""
    changed: pd.DataFrame
    """Rows of `match` told before with another text, with content_hash."""
    closed: pd.DataFrame
    """posting_id, firm, title, url of those told before that are no longer open."""


def digest(
    path: Path,
    profile: Profile,
    form: Form = "markdown",
    *,
    now: datetime | None = None,
    tell: Callable[[str], None] | None = None,
) -> str:
    """Return what is new for `profile` in the store at `path` since the last digest, and remember that it was told.

    Empty when nothing is new. Each form remembers for itself: a mail takes nothing from a feed. What is remembered
    stands under a hash of the person's name: nothing of the profile. People of one name share a memory. `tell` is given
    the text first: what it fails to tell is not remembered. `now` is aware.
    """
    now = (now or datetime.now(UTC)).astimezone(UTC)
    news = news_for(path, profile, form, today=now.date())
    if not any(len(part) for part in news):
        return ""
    text = _written(news, profile, form, now)
    if tell:
        tell(text)
    _remember(path, profile, form, news, now)
    return text


def with_earlier(feed: str, earlier: bytes) -> str:
    """Return an Atom feed with the entries of an `earlier` one behind its own; what is no feed has none."""
    from lxml import etree

    safely = etree.XMLParser(resolve_entities=False, no_network=True)
    whole, entry = etree.fromstring(feed.encode()), "{http://www.w3.org/2005/Atom}entry"
    try:
        before = etree.fromstring(earlier, safely)
    except etree.XMLSyntaxError:
        return feed
    told = {one.findtext("{*}id") for one in whole.iterfind(entry)}
    kept = [one for one in before.iterfind(entry) if one.findtext("{*}id") not in told]
    whole.extend(kept[: max(0, MOST - len(told))])
    return etree.tostring(whole, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()


def news_for(path: Path, profile: Profile, form: Form, *, today: date | None = None) -> News:
    """Return what `profile` was not told yet in `form`."""
    with open_store(path) as con:
        found = match(con, profile, wishes_of(profile, top=MOST), today=today)
        told = ask(con, "digest_told", profiles=profile.keys, form=form)
        hashes = ask(con, "digest_hashes", posting_ids=found["posting_id"].tolist())
    found = found.merge(hashes, on="posting_id").merge(told[["posting_id", "told_hash"]], on="posting_id", how="left")
    is_new = found["told_hash"].isna()
    closed = told[~told["is_open"].fillna(value=False).astype(bool)]
    return News(
        found[is_new], found[~is_new & (found["told_hash"] != found["content_hash"])],
        closed[["posting_id", "firm", "title", "url"]],
    )  # fmt: skip


def forget(path: Path, profile: Profile) -> int:
    """Forget everything that the digest remembers of `profile`; return of how many adverts it had told."""
    with writing(path) as con:
        told = {row["posting_id"] for row in answers(con, "digest_told", profiles=profile.keys, form=None)}
        run(con, "forget_digest", profiles=profile.keys, form=None, posting_ids=None)
    return len(told)


def _remember(path: Path, profile: Profile, form: Form, news: News, now: datetime) -> None:
    rows = pd.concat([news.new, news.changed])[["posting_id", "content_hash", "score"]]
    with writing(path) as con:
        run(con, "forget_digest", profiles=profile.keys, form=form, posting_ids=news.closed["posting_id"].tolist())
        take(con, "take_digest", rows.assign(profile=profile.key, form=form, told_at=naive_utc(now)))


def _written(news: News, profile: Profile, form: Form, now: datetime) -> str:
    if form == "atom":
        return _atom(news, profile, now)
    told = "\n".join(_markdown(news, profile))
    return _html(told) if form == "html" else told


def _markdown(news: News, profile: Profile) -> Iterator[str]:
    yield f"# Openings for {plain(profile.name)}"
    wished = wishes_of(profile).step
    for heading, rows in ((_OPENINGS[wished], news.new), (_CHANGED, news.changed)):
        if len(rows):
            yield f"\n## {heading}\n"
            yield from (_opening(row, wished) for row in rows_of(rows.head(SHOWN)))
        if len(rows) > SHOWN:
            yield f"\nAnd {len(rows) - SHOWN} more, which fit less: `nextrung match PROFILE --top {MOST}` shows them."
    if len(news.closed):
        yield f"\n## {_CLOSED}\n"
        yield from (f"- {plain(f'{title}, {firm}')}" for title, firm in news.closed[["title", "firm"]].to_numpy())


def _opening(row: dict[str, Any], wished: str) -> str:
    name = link(row["title"], row["url"])
    told = plain(f"{row['firm']}: {_summary(row, wished)}")
    return f"- **{name}**, {told} `nextrung case PROFILE {row['posting_id']}` makes the case."


def _html(markdown: str) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False}).render(markdown))


def _atom(news: News, profile: Profile, now: datetime) -> str:
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id(f"urn:nextrung:{profile.key}")
    feed.title(printable(f"Openings for {profile.name}"))
    feed.updated(now)
    feed.author({"name": "nextrung"})
    wished = wishes_of(profile).step
    for told, rows in (("", news.new), ("Changed: ", news.changed), ("Closed: ", news.closed)):
        for row in rows_of(rows):
            entry = feed.add_entry(order="append")
            entry.id(f"urn:nextrung:{profile.key}:{row['posting_id']}:{row.get('content_hash', 'closed')}")
            entry.title(printable(f"{told}{row['title']}, {row['firm']}"))
            entry.updated(now)
            if address := of_the_web(row["url"]):
                entry.link(href=address)
            else:  # an entry must have one or the other
                entry.content("No address was published.")
            entry.summary(printable(_summary(row, wished)) if "step" in row else "No longer open.")
    return str(feed.atom_str(pretty=True).decode())


def _summary(row: dict[str, Any], wished: str) -> str:
    unsure = "may be a step up, cannot tell" if wished == "up" else "which step it is cannot be told"
    step = step_in_words(row["step"], unsure)
    missing = ", ".join(str(gap) for gap in row["missing"][:_MISSING])
    if (more := len(row["missing"]) - _MISSING) > 0:
        missing += f" and {more} more"
    terms = f" {terms};" if (terms := terms_in_words(row)) else ""
    return f"{step}, match {row['score']:.0f} of 100;{terms} missing: {missing or 'nothing'}."

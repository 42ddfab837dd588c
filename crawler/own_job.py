"""Which of a page's JobPostings is the advert that was asked for: some pages show similar ones beside it, lists all."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from crawler.jobposting import Job
from crawler.jobposting_fields import identifier_of
from crawler.normal.told import as_list, told
from crawler.page import Row


def own_job(jobs: Sequence[Job], row: Row) -> Job | None:
    """Return the JobPosting of the advert that `row` stands for; of several distinct ones none but what names it."""
    if _are_one(jobs):
        return next(iter(jobs), None)
    for is_own in (_has_address, _has_number, _has_title):
        found = [job for job in jobs if is_own(job, row)]
        if found and _are_one(found):
            return found[0]
    return None


def path_of(url: str) -> str:
    """Return what identifies a page on its own site, whatever host serves it; what is no address is left as it is.

    >>> path_of("https://acme.example/jobs/caf%C3%A9/?id=7#apply"), path_of("https://[your-site]/jobs/7")
    ('/jobs/café?id=7', 'https://[your-site]/jobs/7')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(parts.path).rstrip("/") + (f"?{parts.query}" if parts.query else "")


def _are_one(jobs: Sequence[Job]) -> bool:
    """Say whether all are the same advert: some pages carry theirs twice, or once for each of its places."""
    titles = {_folded(told(job.get("title"))) for job in jobs}
    addresses = {path_of(url) for job in jobs if (url := told(job.get("url")))}
    return len(titles) < 2 and len(addresses) < 2


def _has_address(job: Job, row: Row) -> bool:
    return not {path_of(url) for url in _addresses(job)}.isdisjoint(map(path_of, _addresses_of(row)))


def _addresses(job: Job) -> Iterator[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        for one in as_list(job.get(name)):
            if url := told(one.get("@id") or one.get("url") if isinstance(one, dict) else one):
                yield url


def _addresses_of(row: Row) -> list[str]:
    shown = {"url": row.entry} if isinstance(row.entry, str) else row.entry
    return [url for name in ("url", "page") if (url := shown.get(name))]


def _has_number(job: Job, row: Row) -> bool:
    """Say whether a job's number is the row's, or stands in its address: "/jobs/4711-buyer"."""
    number = identifier_of(job)
    if not number or not re.search(r"\d", number):
        return False
    own = (row.source_id, *map(path_of, _addresses_of(row)))
    return any(re.search(rf"(?<![^\W_]){re.escape(number)}(?![^\W_])", text) for text in own)


def _has_title(job: Job, row: Row) -> bool:
    return row.title is not None and _folded(told(job.get("title"))) == _folded(row.title)


def _folded(title: str | None) -> str:
    return " ".join((title or "").casefold().split())

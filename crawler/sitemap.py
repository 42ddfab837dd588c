"""The XML of a sitemap, mended where it can be, and whether all its entries came out of it."""

import contextlib
import gzip
import re
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from crawler.page import UnreadableError

MOST_UNPACKED = 64 * 1024 * 1024
_ROOTS = ("urlset", "sitemapindex", "rss")
_BARE = re.compile(rb"(<!\[CDATA\[.*?(?:\]\]>|\Z))|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)", re.DOTALL)
_END = re.compile(rb"</(?:[\w.-]+:)?(?:urlset|sitemapindex|rss)\s*>")
_ENTRY = re.compile(rb"<(?:[\w.-]+:)?(?:loc|link)[\s/>]")


def sitemap_of(body: bytes) -> tuple[Any, str | None]:
    """Return the root of a sitemap, and why it is not the whole of it, where it is not.

    >>> root, why = sitemap_of(b"<urlset><url><loc>https://acme.example/jobs?id=1&page=2</loc></url></urlset>")
    >>> root.findtext("url/loc"), why
    ('https://acme.example/jobs?id=1&page=2', None)
    >>> sitemap_of(b"<urlset><url><loc>https://acme.example/jobs/1</loc></url><url><lo")[1]
    'a sitemap that breaks off or is malformed: read as far as it goes'
    """
    try:
        text = _unpacked(body) if body[:2] == b"\x1f\x8b" else body
        root, is_whole = _read(text.lstrip())
    except (OSError, EOFError, zlib.error, etree.XMLSyntaxError) as error:
        raise UnreadableError("a sitemap that cannot be read: it breaks off or is malformed") from error
    if root is None or etree.QName(root).localname not in _ROOTS:
        raise UnreadableError("no sitemap where one should stand")
    return root, None if is_whole else "a sitemap that breaks off or is malformed: read as far as it goes"


def _unpacked(body: bytes) -> bytes:
    with gzip.GzipFile(fileobj=BytesIO(body)) as file:
        text = file.read(MOST_UNPACKED + 1)
    if len(text) > MOST_UNPACKED:
        raise UnreadableError("a sitemap that unpacks to more than is taken")
    return text


def _read(text: bytes) -> tuple[Any, bool]:
    """Return the root, and whether all entries are there."""
    with contextlib.suppress(etree.XMLSyntaxError):
        return _parsed(text), True
    mended = _BARE.sub(lambda found: found[1] or b"&amp;", text)
    root = _parsed(mended, recover=True)
    # An undeclared prefix or a wrong byte costs no entry; a tag left open, or an end that is missing, may.
    return root, _END.search(mended) is not None and _entries(root) == len(_ENTRY.findall(mended))


def _parsed(text: bytes, *, recover: bool = False) -> Any:
    return etree.fromstring(text, etree.XMLParser(recover=recover, resolve_entities=False, no_network=True))


def _entries(root: Any) -> int:
    names = (re.split("[}:]", one.tag)[-1] for one in root.iter(etree.Element)) if root is not None else ()
    return sum(name in {"loc", "link"} for name in names)

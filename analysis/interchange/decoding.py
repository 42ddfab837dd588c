"""The text of a file in whatever encoding it was written."""

import json
import re
from collections.abc import Iterator
from typing import Any

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_WRONG = re.compile("[\udc80-\udcff]")
"""What stands for a byte that is not of UTF-8."""
_WHOLE = re.compile(r"[^\x00-\x7f\udc80-\udcff]")


def text_of_bytes(data: bytes) -> str:
    """Return the text of `data`: in UTF-8 with or without a mark, in UTF-16, or in what Windows had before.

    A text in UTF-8 stays one where some of its bytes are wrong; `is_spoilt` tells what came of these.

    >>> text_of_bytes("Zoë".encode("cp1252")), text_of_bytes("Zoë".encode("utf-16"))
    ('Zoë', 'Zoë')
    >>> text_of_bytes("Zoë Müller".encode() + bytes([0xC3])).startswith("Zoë Müller")
    True
    """
    if data.startswith(_UTF_16):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", errors="surrogateescape")
    # By chance alone hardly two letters of Windows in a row are a sign of UTF-8.
    is_utf_8 = len(_WHOLE.findall(text)) > len(_WRONG.findall(text))
    return text if is_utf_8 else data.decode("cp1252", errors="replace")


def lines_of_bytes(data: bytes) -> Iterator[str]:
    """Yield the lines of `data`, each decoded by itself: files are put together from others."""
    if data.startswith(_UTF_16):
        yield from text_of_bytes(data).split("\n")
    else:
        yield from map(text_of_bytes, data.split(b"\n"))


def is_spoilt(told: Any) -> bool:
    """Say whether a wrong byte stands in a text, or in what was read from one."""
    text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False, default=str)
    return not text.isascii() and _WRONG.search(text) is not None

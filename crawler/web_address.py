"""Addresses that a person may be sent to."""

import re

_WEB = re.compile(r"https?://[^\s<>\"'`\\\x00-\x20\x7f]+", re.IGNORECASE)


def of_the_web(url: str | None) -> str | None:
    r"""Return an address that a person may be sent to, or None; one with signs that nobody sees is none.

    >>> of_the_web(" https://acme.example/1?a=b"), of_the_web("javascript:alert(1)")
    ('https://acme.example/1?a=b', None)
    >>> of_the_web("https://acme.example/\u202emoc"), of_the_web("https://acme.example/\uffff")
    (None, None)
    """
    address = (url or "").strip()
    return address if _WEB.fullmatch(address) and address.isprintable() else None

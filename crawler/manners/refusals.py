"""Why there is no answer: what manners forbid, what the budget leaves, and what the network does, in plain words."""

from scrapy.exceptions import IgnoreRequest

from crawler.manners.budget import BudgetError


class RefusedError(IgnoreRequest):
    """A request that manners forbid; the message says why."""


_IN_WORDS = {
    "DNSLookupError": "its name is not known to DNS",
    "CannotResolveHostError": "its name is not known to DNS",
    "ConnectionRefusedError": "the connection was refused",
    "DownloadConnectionRefusedError": "the connection was refused",
    "DownloadFailedError": "the connection broke off",
    "TimeoutError": "no answer in time",
    "TCPTimedOutError": "no answer in time",
    "DownloadTimeoutError": "no answer in time",
    "ResponseDataLossError": "the answer broke off",
    "ResponseFailed": "the answer broke off",
    "ResponseNeverReceived": "the connection broke before an answer came",
    "DownloadCancelledError": "the answer is larger than is taken from any board",
    "BadGzipFile": "the answer is not compressed as it says",
    "UnsupportedURLSchemeError": "an address that is not of the web",
}
_OF_CERTIFICATES = ("certificate verify failed", "VerificationError")
"""How OpenSSL says that nobody it trusts has signed one, and Twisted that it is another host's."""


def why(error: BaseException | None) -> str:
    """Say why there is no answer. Never the address: it may carry a key.

    >>> why(TimeoutError()), why(IgnoreRequest("max redirections reached"))
    ('no answer in time', 'redirects in a circle')
    """
    if isinstance(error, RefusedError | BudgetError):
        return str(error)
    if isinstance(error, IgnoreRequest):  # Scrapy's own: of its redirects, or of what it unpacks
        told = "redirect" in str(error)
        return "redirects in a circle" if told else "the answer unpacks to more than is taken from any board"
    if any(told in str(error) for told in _OF_CERTIFICATES):
        return "its certificate is not valid"
    name = type(error).__name__
    return _IN_WORDS.get(name, f"no answer ({name})")

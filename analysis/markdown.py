"""Text of strangers in Markdown, marked so that it is shown as it stands: it brings no link, picture or markup."""

import re

from analysis.printable import printable
from crawler.web_address import of_the_web

_SIGNS = r"""
    \\(?=[!-/:-@\[-`{-~]|$)                       # takes the meaning of a sign, and so would show none
    | `
    | \*(?!\s) | (?<!\s)\*                        # between spaces it is a sign like others
    | (?<![^\W_])_(?!\s) | (?<!\s)_(?![^\W_])     # inside a word it is one, too
    | (?<=\S)~                                    # what opens is nothing without what closes
    | <(?=[a-zA-Z/!?])
    | &(?=\#?\w{1,31};)
"""
_ACTED_ON = re.compile(rf"{_SIGNS} | \](?=[(\[])", re.VERBOSE)
_ACTED_ON_IN_A_LINK = re.compile(rf"{_SIGNS} | [\[\]]", re.VERBOSE)
_BEGINNING = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+=#]+(?:\s|$)|>|\[(?:[ xX]\]|[^\]]*$|.*\]:)))")
"""What at the beginning of a line makes it an item, a heading, a quotation, a box to tick or the address of a link."""


def plain(text: str) -> str:
    r"""Return `text` in one line, marked where Markdown would act on it.

    >>> print(plain("Plans *all* [here](https://a.example) <img src=x>"))
    Plans \*all\* [here\](https://a.example) \<img src=x>
    >>> plain("PM_lead [f/m/d] (5 * 8 hours, R&D, <5 years, ~10% travel) | £2m!")
    'PM_lead [f/m/d] (5 * 8 hours, R&D, <5 years, ~10% travel) | £2m!'
    >>> print(plain("1. # PM"), plain("# PM"), plain("[x]: https://a.example"))
    1\. # PM \# PM \[x]: https://a.example
    """
    return _BEGINNING.sub(r"\1\\", _marked(text, _ACTED_ON))


def cell(text: str) -> str:
    r"""Return `text` as a cell of a table, which it neither ends nor leaves; an address alone is a link.

    >>> print(cell("PM | Leeds"), cell(r"PM \| Leeds"), cell("https://a.example/-_R1"))
    PM \| Leeds PM \\\| Leeds <https://a.example/-_R1>
    """
    address = of_the_web(text)
    return (f"<{address}>" if address else _marked(text, _ACTED_ON)).replace("|", r"\|")


def link(text: str, url: str | None) -> str:
    r"""Return a link that is called `text`; `text` alone where `url` is no address of the web.

    >>> print(link("PM [Leeds]", "https://a.example/x)y"), link("PM", "javascript:alert(1)"))
    [PM \[Leeds\]](<https://a.example/x)y>) PM
    """
    address = of_the_web(url)
    return f"[{_marked(text, _ACTED_ON_IN_A_LINK)}](<{address}>)" if address else plain(text)


def _marked(text: str, acted_on: re.Pattern[str]) -> str:
    # What nobody sees goes first: it could part two signs here and be taken out behind us.
    return acted_on.sub(r"\\\g<0>", " ".join(printable(text).split()))

"""Entries that became no advert, as they are kept aside: without the people in them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from crawler.normal.contacts.masking import mask_contacts, masked
from crawler.normal.contacts.words import contacts_words

_SMALL_THEN_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KEY = re.compile(r'"([^"]{1,60})"\s*:\s*')
_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"?|\{[^{}]*\}?|\[[^\[\]]*\]?|[\d.+-]+')
_PERSON = "[contact]"


def without_people(entry: Any) -> Any:
    r"""Return an entry of a board, or a row of a table, with the people in it masked text by text.

    What stands under a name such as "recruiter" is a person's, whatever it is.

    >>> without_people({"recruiter": {"name": "Ann Lee"}, "note": "Contact:\nAnn Lee", "id": 7})
    {'recruiter': '[contact]', 'note': 'Contact:\n[name]', 'id': 7}
    >>> without_people([{"name": "Hiring Manager", "value": "Ann Lee"}])
    [{'name': 'Hiring Manager', 'value': '[contact]'}]
    """
    if isinstance(entry, str):
        return mask_contacts(entry.encode("utf-8", "backslashreplace").decode("utf-8"))
    if isinstance(entry, Mapping):
        labelled = _labelled(entry)
        return {
            key: _shown(value, is_of_a_person=key in labelled or _names_a_person(key)) for key, value in entry.items()
        }
    return [without_people(one) for one in entry] if isinstance(entry, list | tuple) else entry


def without_people_in_text(text: str) -> str:
    r"""Return a text that may have been an entry, such as half a line of JSON, with the people in it masked.

    >>> without_people_in_text(r'{"recruiter": {"name": "Ann Lee"}, "note": "Contact:\nAnn Lee", "ti')
    '{"recruiter": "[contact]", "note": "Contact:\n[name]", "ti'
    """
    # A line's end that is spelt out would stand as a letter before what follows it.
    text = text.replace(r"\n", "\n")
    return str(without_people(masked(text, _values_of_people(text), f'"{_PERSON}"')))


def _values_of_people(text: str) -> Iterator[tuple[int, int]]:
    for key in _KEY.finditer(text):
        if _names_a_person(key[1]) and (value := _VALUE.match(text, key.end())):
            yield value.span()


def _shown(value: Any, *, is_of_a_person: bool) -> Any:
    says_something = value and not isinstance(value, bool)
    return _PERSON if is_of_a_person and says_something else without_people(value)


def _labelled(entry: Mapping[Any, Any]) -> tuple[str, ...]:
    """Return the keys under which a person stands where an entry says by a label what it holds."""
    keys = contacts_words()["keys"]
    is_labelled = any(_names_a_person(entry[label]) for label in keys["labels"] if isinstance(entry.get(label), str))
    return tuple(keys["values"]) if is_labelled else ()


def _names_a_person(key: Any) -> bool:
    """Say whether a key is that of a person.

    >>> [_names_a_person(key) for key in ("application_contacts", "hiringManager", "contractor")]
    [True, True, False]
    """
    words = re.sub(r"[\W_]+", " ", _SMALL_THEN_CAPITAL.sub(" ", str(key)))
    return _of_people().search(words) is not None


@cache
def _of_people() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(contacts_words()['keys']['of_people'])})\b", re.IGNORECASE)

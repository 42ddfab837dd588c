"""By what an advert of a row is known: our own id, the employer's, or a hash of what it says."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from analysis.interchange.row_values import as_name, as_text


def own_id(stated: Any) -> tuple[str, str, str] | None:
    """Return source, board and id of an advert that nextrung itself wrote as JSON-LD."""
    found = re.fullmatch(r"urn:nextrung:([^:]+):([^:]+):([^:]+)", as_text(stated))
    return (unquote(found[1]), unquote(found[2]), unquote(found[3])) if found else None


def identifier_of(stated: Any) -> str | None:
    """Return a requisition id; the name of schema.org's PropertyValue is the employer's.

    >>> identifier_of({"@type": "PropertyValue", "name": "Acme", "value": 1234567}), identifier_of("R-1")
    ('1234567', 'R-1')
    """
    if isinstance(stated, (list, tuple)):
        stated = stated[0] if stated else None
    value = stated.get("value") if isinstance(stated, Mapping) else stated
    return as_name(value) or None


def of_the_employer(stated: Any, source: str, source_id: str) -> Any:
    """Return the ids of an advert without the platform's own, which our JSON-LD names beside the employer's."""
    ours = {"@type": "PropertyValue", "name": source, "value": source_id}
    several = stated if isinstance(stated, (list, tuple)) else [stated]
    return [one for one in several if one != ours]


def slug_of(firm: str) -> str:
    return re.sub(r"[\W_]+", "-", firm.lower()).strip("-") or "firm"


def hash_of(found: Mapping[str, Any]) -> str:
    # An advert of a requisition stays the same advert when its text changes.
    last = "identifier" if identifier_of(found.get("identifier")) else "description"
    told = [as_text(found.get(name)) for name in ("title", "hiring_organization", "job_location", "url", last)]
    return hashlib.blake2b("\x1f".join(told).encode(), digest_size=8).hexdigest()

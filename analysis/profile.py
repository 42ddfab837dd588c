"""A person's profile: a JSON Resume with our extension, checked; or made from a CV."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from analysis.cv.limits import CvError, content_of
from analysis.resume import EXTENSION, resume_from_cv, todo_of
from analysis.strict_json import strict_json
from crawler.knowledge import knowledge
from crawler.normal.gazetteer import country_of

__all__ = ["Profile", "ProfileError", "load_profile", "profile_from", "profile_from_cv"]
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
"""How JSON begins, whatever its file is called."""
ProfileError = CvError
"""A profile cannot be used: which file, which field, what to do."""


@dataclass(frozen=True)
class Profile:
    """A person as their JSON Resume tells."""

    resume: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The person's name, or what stands for it."""
        return str(self.resume.get("basics", {}).get("name") or "this profile")

    @property
    def is_unread(self) -> bool:
        """Whether it was made from a CV of which not a word was understood."""
        return self.extension.get("evidence") == {}

    @property
    def lacks_roles(self) -> bool:
        """Whether it was made from a CV in which no role with dates was found."""
        return "evidence" in self.extension and not any(role.get("startDate") for role in self.resume.get("work") or ())

    @property
    def is_invented(self) -> bool:
        """Whether it says of itself that this person does not exist, as the samples do."""
        return bool(self.extension.get("is_invented"))

    @property
    def extension(self) -> Mapping[str, Any]:
        """What nextrung adds to the standard for the whole profile."""
        found = self.resume.get("meta", {}).get(EXTENSION, {})
        return found if isinstance(found, dict) else {}

    @property
    def looking_for(self) -> Mapping[str, Any]:
        """What the person wants; empty where they did not say."""
        return self.extension.get("looking_for") or {}

    @property
    def constraints(self) -> Mapping[str, Any]:
        """What an opening must not contradict; empty where they did not say."""
        return self.extension.get("constraints") or {}

    @property
    def key(self) -> str:
        """A hash of the name, else of the e-mail, else of the roles, under which the digest remembers what it told."""
        return self.keys[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """`key`, and what it was while less was filled in, or where a version of before wrote: name and e-mail."""
        basics = self.resume.get("basics", {})
        name, email = (str(basics.get(field) or "") for field in ("name", "email"))
        people = [(name, ""), ("", email), (name, email)]
        told = [f"{name}\x1f{email}".casefold() for name, email in people if name or email]
        if (work := self.resume.get("work", [])) or not told:
            told.append(json.dumps(work, sort_keys=True))
        return tuple(dict.fromkeys(hashlib.blake2b(one.encode(), digest_size=8).hexdigest() for one in told))

    def place_of(self, pointer: str) -> str:
        """Return where the value at `pointer` stands: in the CV it was read from, else in the profile itself."""
        shown = self.extension.get("evidence", {}).get(pointer)
        return f"CV {shown['place']}" if shown else _spoken(pointer, self.resume)


def _spoken(pointer: str, resume: Mapping[str, Any]) -> str:
    parts = pointer.strip("/").split("/")
    if parts[0] == "work" and len(parts) > 1:
        role = resume["work"][int(parts[1])]
        point = f", point {int(parts[3]) + 1}" if len(parts) > 3 and parts[2] == "highlights" else ""
        return f"{role.get('position', 'role')}, {role.get('name', 'employer not named')}{point}"
    return f"{parts[0]} {int(parts[1]) + 1}" if len(parts) > 1 and parts[1].isdigit() else parts[0]


def load_profile(path: Path) -> Profile:
    """Return the profile at `path`: a JSON Resume, or a CV that is turned into one."""
    return Profile(profile_from_cv(path)[0])


def profile_from_cv(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the JSON Resume that the CV at `path` tells, and what to fill in; a JSON Resume is validated."""
    content = content_of(path)
    if path.suffix.lower() == ".json" or _OBJECT.match(content):
        resume = _checked(path, content)
        return resume, todo_of(resume)
    return resume_from_cv(path, content)


def profile_from(resume: Mapping[str, Any], source: str = "profile") -> Profile:
    """Return the profile that the JSON Resume `resume` tells, validated."""
    return Profile(_validated(dict(resume), source))


def _checked(path: Path, content: bytes) -> dict[str, Any]:
    try:
        whole = json.dumps(strict_json(content.decode("utf-8-sig")), ensure_ascii=False)
        found = json.loads(whole.encode("utf-8", "replace"))  # without halves of characters, which nothing can write
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: cannot be read ({error}); give a JSON Resume in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ProfileError(f"{path}: no JSON ({error}); make a profile with `nextrung profile CV`") from error
    if not isinstance(found, dict):
        raise ProfileError(f"{path}: a JSON Resume is an object; make one with `nextrung profile CV`")
    return _validated(found, str(path))


def _validated(resume: dict[str, Any], source: str) -> dict[str, Any]:
    if EXTENSION in resume:  # the standard allows ours inside `meta` only
        ours = resume.pop(EXTENSION)
        meta = resume.get("meta")
        resume["meta"] = (meta if isinstance(meta, dict) else {}) | {EXTENSION: ours}
    if not {"basics", "work"} & resume.keys():
        raise ProfileError(f"{source}: has neither `basics` nor `work`, so it is no JSON Resume; see jsonresume.org")
    for name in ("resume", "extension"):
        error = jsonschema.exceptions.best_match(_validator(name).iter_errors(resume))
        if error is not None:
            raise ProfileError(f"{source}: {_field(error)}: {_said(error)}. Mend that field and try again")
    return _with_codes(resume)


def _with_codes(resume: dict[str, Any]) -> dict[str, Any]:
    """Return `resume` with the countries that are wished for as adverts have them."""
    meta = resume.get("meta") or {}
    ours = dict(meta.get(EXTENSION) or {})
    for name in ("looking_for", "constraints"):
        if told := (ours.get(name) or {}).get("country"):
            codes = country_code(told) if isinstance(told, str) else [country_code(one) for one in told]
            ours[name] = ours[name] | {"country": codes}
    return resume | {"meta": meta | {EXTENSION: ours}} if ours else resume


def country_code(told: str) -> str:
    """Return the code of ISO 3166 that a person means; what names no country stays as it is.

    >>> country_code("uk"), country_code("IE"), country_code("Germany"), country_code("Puppetland")
    ('GB', 'IE', 'DE', 'PUPPETLAND')
    """
    return country_of(told) or told.strip().upper()


def _field(error: jsonschema.ValidationError) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    return path.lstrip(".") or "the document"


def _said(error: jsonschema.ValidationError) -> str:
    if error.validator == "pattern" and "date" in str(error.absolute_path[-1]).lower():
        return f"{str(error.instance)[:60]!r} is no date such as 2021, 2021-04 or 2021-04-30"
    if error.validator == "pattern":
        return f"{str(error.instance)[:60]!r} is no code of capitals such as GB or EUR"
    return str(error.message)[:200]


@cache
def _validator(name: str) -> Any:
    schema = json.loads(knowledge("profile", f"{name}.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft7Validator(schema)

"""`nextrung read`: adverts in, what they say out; needs no store."""

import json
import sys
from typing import Any, TextIO

import click

from analysis.cli.command import command as named
from analysis.cli.show import warn
from analysis.printable import as_json
from analysis.strict_json import strict_json
from crawler.exit_codes import DONE_IN_PART


@named("read", "What adverts say, without a store")
@click.argument("file", type=click.File(encoding="utf-8-sig", errors="replace"), default="-")
def command(file: TextIO) -> int:
    """Read adverts: JSON Lines in (FILE or stdin), JSON Lines out, in order.

    \b
    Each line in:   {"id": …, "title": …, "text": …}, or "html" for "text"
    Each line out:  {"id", "title_family", "title_rank",
                     "lines": [{"text", "start", "end", "section"}],
                     "facets": {…}, "evidence": {facet: [[start, end], …]}}

    \b
    Example:
      echo '{"id":"1","title":"Senior PM","text":"You lead 12 people."}' | nextrung read
      {"id": "1", "title_family": "project_manager", "title_rank": "senior", …
    """
    from analysis.reading.read import read_as_record

    refused = 0
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            asked = asked_of(line)
        except ValueError as error:
            refused += 1
            warn(f"nextrung read: {getattr(file, 'name', '-')}, line {number}: {error}")
            continue
        sys.stdout.write(as_json(read_as_record(**asked)) + "\n")  # what fails here is no fault of the line
    if refused > 1:
        warn(f"nextrung read: {refused} lines could not be read; the others were")
    return DONE_IN_PART if refused else 0


def asked_of(line: str) -> dict[str, Any]:
    """Return the advert of one JSON line as `read_as_record` takes it; ValueError says what is wrong with the line."""
    try:
        asked = strict_json(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg} at character {error.pos + 1})") from None
    except RecursionError:
        raise ValueError("nested deeper than any advert") from None
    if not isinstance(asked, dict):
        raise ValueError('not an object; give {"id": …, "title": …, "text": …}')  # noqa: TRY004 one answer
    asked = {name: value for name, value in asked.items() if value is not None}
    unknown = {"text", "html"} & asked.keys()
    if len(unknown) != 1:
        raise ValueError('give either "text" or "html"')
    kind = unknown.pop()
    for name in ("title", kind):
        if not isinstance(asked.get(name, ""), str):
            raise ValueError(f'"{name}" is not text')  # noqa: TRY004 one kind of answer
    return {"posting_id": asked.get("id"), "title": asked.get("title", ""), kind: asked[kind]}

"""The stories that a record supports, and what the way inside looks like."""

from collections.abc import Iterator, Sequence
from datetime import date

import duckdb

from analysis.inside import elsewhere, inside, title_in_words
from analysis.markdown import plain
from analysis.own_firm import firms_near
from analysis.person import Person
from analysis.stories import Story

_NAMED = 3


def stories_told(told: Sequence[Story]) -> Iterator[str]:
    """Yield the stories; where one plays in the role of the one before, that is not told again."""
    for before, story in zip((None, *told), told, strict=False):
        is_same = before is not None and before.situation == story.situation
        yield _story(story, {} if is_same else {"Situation": story.situation})


def _story(story: Story, situation: dict[str, str | None]) -> str:
    """Return what the CV says of each part; what it leaves blank stands in one line, to be filled in."""
    parts = {**situation, "Task": story.task, "Action": story.action, "Result": story.result}
    blank = [name for name, said in parts.items() if said is None]
    told = [f"*{name}:* {plain(said.rstrip('.'))}." for name, said in parts.items() if said is not None]
    told += [f"*{' and '.join(blank).capitalize()}:* the CV does not say."] if blank else []
    return f"- **{plain(', '.join(story.proves[:4]))}** ({plain(story.place)}). {' '.join(told)}"


def inside_told(con: duckdb.DuckDBPyConnection, person: Person, today: date) -> Iterator[str]:
    """Yield what the store knows of the person's own firm: roles above theirs, and where its seniors are equalled."""
    own = inside(con, person, today)
    here = person.present
    if here is None or not here.firm:
        return
    yield "\n## Inside or outside\n"
    if own is None:
        near = " or ".join(f"'{plain(name)}'" for name in firms_near(con, here.firm))
        meant = f" Did you mean {near}? Then call it so in the profile." if near else ""
        yield f"The store has no adverts of {plain(here.firm)}, so the way inside cannot be judged from here.{meant}"
        return
    above = own.open_above[own.open_above["title_rank"] != "assistant"]
    names = "; ".join(f"{plain(str(row.title))} (`{row.posting_id}`)" for row in above.head(_NAMED).itertuples())
    roles = "1 open role that asks" if len(above) == 1 else f"{len(above) or 'no'} open roles that ask"
    named = f"{', among them' if len(above) > _NAMED else ''}: {names}" if names else ""
    yield f"{plain(own.firm)} has {roles} more than your present one{named}."
    if own.not_shown:
        roles = f"Its senior, lead and head roles ({own.senior_adverts} adverts)"
        yield f"{roles} are often asked for what your CV does not show yet: {', '.join(own.not_shown[:5])}."
    if firms := elsewhere(con, own.firm):
        senior = title_in_words("project_manager", "senior")
        yield plain(f"Project managers already do at least what a {senior} does at {own.firm}: {', '.join(firms)}.")

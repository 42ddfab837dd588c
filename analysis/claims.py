"""What of a line of a CV is a claim of the person's own: not someone else's work, a denial, or money gained."""

import re
from functools import cache

from analysis.cv.words import any_of, cv_knowledge
from analysis.reading.body import fold
from analysis.reading.money import find_sums

_NEAR = 120
"""So many characters before and behind a sum tell whose it is."""
_PROGRAMME = re.compile("programme", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def is_support(text: str) -> bool:
    """Say whether a line tells of helping with someone else's work.

    >>> is_support("Helped to train 140 staff."), is_support("Trained 140 staff.")
    (True, False)
    """
    return bool(_told("support").search(text))


def is_untested(text: str) -> bool:
    """Say whether a certificate was only studied for, or its exam failed.

    >>> is_untested("ITIL course attended"), is_untested("ITIL course, exam passed 2019")
    (True, False)
    """
    return bool(_told("untested").search(text))


def with_timetables(text: str) -> str:
    """Return `text` with "timetable", as long a word, where "programme" means the time plan, as on building sites.

    >>> with_timetables("Full control of cost and programme"), with_timetables("Led a programme of five projects")
    ('Full control of cost and timetable', 'Led a programme of five projects')
    """
    return _told("schedule").sub(lambda found: _PROGRAMME.sub("timetable", found[0]), text)


def before_wish(text: str) -> str:
    """Return a sentence up to where it tells what someone looks for.

    >>> before_wish("PMP with 12 years of experience, seeking a £20m programme."), before_wish("Led a team of 20.")
    ('PMP with 12 years of experience', 'Led a team of 20.')
    """
    wish = _told("wish").search(text)
    return text[: wish.start()].rstrip(" ,;–-") if wish else text


def sentences_before_wish(text: str) -> list[str]:
    """Return each sentence of `text` up to where it tells what someone looks for."""
    return [before_wish(sentence) for sentence in _SENTENCE.split(text)]


def is_gain(text: str) -> bool:
    """Say whether the sum that stands at "¤" was saved or earned or is a client's, not managed.

    >>> is_gain("cut costs by ¤ on the erp programme"), is_gain("saved a failing ¤ project")
    (True, False)
    """
    return bool(_told("gain").search(text)) and not _told("managed").search(text)


def claimed_in(text: str) -> str:
    """Return `text` with blanks for what it denies, and for sums that were saved, gained or are a client's.

    >>> claimed_in("Managed no budget and led 9 people.").split()
    ['and', 'led', '9', 'people.']
    >>> claimed_in("Held a budget of £3m, saving £400k.")
    'Held a budget of £3m, saving      .'
    """
    claimed = _told("denial").sub(lambda found: " " * len(found[0]), text)
    folded = fold(claimed)
    for found in find_sums(folded, 0, len(folded)):
        before, after = folded[max(found.start - _NEAR, 0) : found.start], folded[found.end : found.end + _NEAR]
        if is_gain(f"{before}¤ {after.lstrip()}"):
            claimed = claimed[: found.start] + " " * (found.end - found.start) + claimed[found.end :]
    return claimed


def own_in(text: str) -> str:
    """Return `text` with blanks for what someone else leads or owns, what was learned or only bid for, and office work.

    >>> own_in("Kept the log for a £6m scheme led by the head of projects.").split()
    ['Kept', 'the', 'log', '.']
    >>> own_in("Managed a £6m scheme led by the head of projects.")
    'Managed a £6m scheme led by the head of projects.'
    >>> own_in("Delivered the finance workstream of a £30m ERP programme.").split()
    ['Delivered', 'the', 'finance', 'workstream', '.']
    >>> own_in("Booked rooms for the board and ran the programme.").split()
    ['and', 'ran', 'the', 'programme.']
    """
    for kind in ("others", "larger", "owner"):
        text = _told(kind).sub(_blanks_behind_own, text)
    return _clerical().sub(_blanks_behind_own, text)


def _blanks_behind_own(found: re.Match[str]) -> str:
    return (found.groupdict().get("own") or "").ljust(len(found[0]))


@cache
def _clerical() -> re.Pattern[str]:
    """Return a pattern that finds a clause of office work from end to end."""
    told = cv_knowledge("support")["clerical"]
    return re.compile(f"{told['opens']}(?:{'|'.join(told['patterns'])}){told['ends']}", re.IGNORECASE)


@cache
def _told(kind: str) -> re.Pattern[str]:
    return any_of("support", kind)

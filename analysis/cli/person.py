"""The profile that a command is given."""

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cli.show import warn

if TYPE_CHECKING:
    from analysis.profile import Profile


def person_at(path: Path) -> "Profile":
    """Return the profile at `path`; a CV in which no role was found is used, and said to be so."""
    from analysis.profile import load_profile

    person = load_profile(path)
    if person.lacks_roles:
        warn(f"{path}: no role with dates was found in it, so it counts without years; see `nextrung profile {path}`")
    return person

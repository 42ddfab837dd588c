"""`nextrung forget PROFILE…`: nothing of a person stays."""

from pathlib import Path

import click

from analysis.cli.command import command as named
from analysis.cli.messages import one_line
from analysis.cli.options import settings
from analysis.cli.show import note
from analysis.printable import counted


@named("forget", "Forget a person")
@click.argument("profiles", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
                metavar="PROFILE…")  # fmt: skip
@click.option("--keep-files", is_flag=True, help="Forget what the store remembers; leave the files.")
@click.option("--yes", is_flag=True, help="Do not ask before files are deleted.")
def command(profiles: tuple[Path, ...], keep_files: bool, yes: bool) -> None:
    """Forget a person: what the store remembers of PROFILE (JSON Resume or CV), and the files themselves.

    Reports and digests that you wrote or sent elsewhere are yours to delete. The store knows people by their names: two
    of one name are forgotten together.

    \b
    Example:
      nextrung forget me.json cv.pdf
      Delete me.json, cv.pdf? [y/N]: y
      forgotten: what the digest told of 12 adverts; deleted: me.json, cv.pdf
    """
    from analysis.digest import forget
    from analysis.profile import load_profile

    people = [load_profile(profile) for profile in profiles]
    if not keep_files and not yes:
        click.confirm(one_line(f"Delete {', '.join(map(str, profiles))}?"), abort=True, err=True)
    told = sum(forget(settings().db, person) for person in people) if settings().db.exists() else 0
    for profile in profiles if not keep_files else ():
        profile.unlink()
    adverts = counted(told, "advert")
    forgot = f"forgotten: what the digest told of {adverts}" if told else "no digest has told them anything"
    note(forgot + ("" if keep_files else f"; deleted: {', '.join(map(str, profiles))}"))

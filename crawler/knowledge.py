"""Where the editable files under `data/` are found: in a checkout, an editable install and a wheel alike."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from crawler.exit_codes import WRONG_USE


class KnowledgeError(Exception):
    """A file under `data/` cannot be used; the message names it and says why.

    No ValueError, so that nobody takes it for a fault of the advert that was being read.
    """

    exit_code = WRONG_USE


def knowledge(*parts: str) -> Path:
    """Return the path of a file or folder under `data/`.

    >>> knowledge("lexicon").name
    'lexicon'
    """
    package = Path(str(files("crawler")))
    installed = package / "_data"  # the wheel carries `data/` there
    root = installed if installed.is_dir() else package.parent / "data"
    return root.joinpath(*parts)


@cache
def known_words(*parts: str) -> dict[str, Any]:
    """Return what a TOML file under `data/` says, read once; raises KnowledgeError.

    >>> known_words("families.toml")["families"]["project_manager"]["work"]
    'project'
    """
    file = knowledge(*parts)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise KnowledgeError(
            f"data/{'/'.join(parts)}: {reason}. Mend the file, or take back what was changed."
        ) from error

"""Where the editable files under `data/` are found: in a checkout, an editable install and a wheel alike."""

from importlib.resources import files
from pathlib import Path


def knowledge(*parts: str) -> Path:
    """Return the path of a file or folder under `data/`.

    >>> knowledge("lexicon").name
    'lexicon'
    """
    package = Path(str(files("crawler")))
    installed = package / "_data"  # the wheel carries `data/` there
    root = installed if installed.is_dir() else package.parent / "data"
    return root.joinpath(*parts)

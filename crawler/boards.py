"""The boards list: which employers are asked, on which platform, and how a careers address is recognised."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pycountry

from crawler.exit_codes import WRONG_USE
from crawler.knowledge import known_words
from crawler.normal.gazetteer import country_of

COLUMNS = ("source", "board", "company", "sector", "country", "base_url")
SECTORS = (
    *("healthcare", "life_sciences", "construction", "software", "finance", "public", "energy", "manufacturing"),
    *("telecoms", "defence", "education", "non_profit", "retail", "media", "transport", "consulting"),
    *("hospitality", "other"),
)
"""FACETS' sectors."""


class BoardsError(Exception):
    """The boards file cannot be used; says what, where, and what to do."""

    exit_code = WRONG_USE


@dataclass(frozen=True)
class Board:
    """One employer's board on one platform: a row of the boards file."""

    source: str
    board: str
    """The board's token on that platform: "acme"."""
    company: str
    sector: str | None = None
    """One of FACETS' sectors."""
    country: str | None = None
    """The employer's home country, ISO 3166-1 alpha-2."""
    base_url: str | None = None
    """Replaces the scheme and host of the source's API: proxies, EU hosts, a replay server."""

    def at(self, url: str) -> str:
        """Return `url` on this board's own host.

        >>> Board("lever", "acme", "Acme", base_url="https://api.eu.lever.co").at("https://api.lever.co/v0/x?a=1")
        'https://api.eu.lever.co/v0/x?a=1'
        """
        if not self.base_url or url.startswith(self.base_url):
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return self.base_url.rstrip("/") + (parts.path or "/") + query

    @property
    def token(self) -> str:
        """The token as it stands in an address.

        >>> Board("ashby", "Synergy Pets", "Synergy").token
        'Synergy%20Pets'
        """
        return quote(self.board, safe="/:@.-_~")

    def row(self) -> dict[str, str]:
        """Return the columns of its row of a boards file."""
        return {name: getattr(self, name) or "" for name in COLUMNS}


@dataclass(frozen=True)
class RefusedRow:
    """A row of the boards file that names no board."""

    line: int
    reason: str


def source_names() -> list[str]:
    """Return the names of all sources: one module each in `crawler/spiders/`."""
    return sorted(module.name for module in iter_modules([str(Path(__file__).with_name("spiders"))]))


def read_boards(path: Path) -> tuple[list[Board], list[RefusedRow]]:
    """Return the boards of a file and the rows refused, each with its line and reason."""
    boards: dict[tuple[str, str], Board] = {}
    refused: list[RefusedRow] = []
    for line, row in _rows(path):
        if (row["source"], row["board"]) == ("source", "board"):
            continue  # what `boards discover FILE >> my-boards.csv` wrote before its rows
        try:
            _check_lines(row)
            board = board_of(row)
        except ValueError as error:
            refused.append(RefusedRow(line, str(error)))
            continue
        if (board.source, board.board) in boards:
            refused.append(RefusedRow(line, f"{board.source}/{board.board} stands above already"))
        else:
            boards[board.source, board.board] = board
    return list(boards.values()), refused


def _check_lines(row: Mapping[str, str]) -> None:
    if any("\n" in value or "\r" in value for value in row.values()):
        raise ValueError("a line end in a field: a quote before it is not closed, and takes the rows below with it")


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = _reader(path)
    for row in reader:
        yield reader.line_num, {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}


def _reader(path: Path) -> "csv.DictReader[str]":
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BoardsError(
            f"{path}: cannot be read ({error}). Give a CSV with the columns {', '.join(COLUMNS)}."
        ) from error
    csv.field_size_limit(50_000_000)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text))
    if missing := {"source", "board"} - set(reader.fieldnames or ()):
        raise BoardsError(f"{path}: no column {', '.join(sorted(missing))}. The columns are {', '.join(COLUMNS)}.")
    return reader


def _delimiter_of(text: str) -> str:
    """Return what stands between the columns: spreadsheets of some countries write semicolons."""
    return max(",;\t", key=text.partition("\n")[0].count)


def board_of(row: Mapping[str, str]) -> Board:
    """Return the board of a row, or say what is wrong with it."""
    source, board = row["source"], row["board"]
    if not source or not board:
        raise ValueError("source and board must both be given")
    sector, country = row.get("sector") or None, row.get("country") or None
    if sector and sector not in SECTORS:
        raise ValueError(f"sector: {sector!r} is none of {', '.join(sorted(SECTORS))}")
    if country and not (re.fullmatch("[A-Z]{2}", country) and pycountry.countries.get(alpha_2=country)):
        country = country_of(country)  # "UK", or a name
    if row.get("country") and not country:
        raise ValueError(f"country: {row['country']!r} is no ISO 3166-1 alpha-2 code such as GB")
    base_url = row.get("base_url") or None
    if base_url and urlsplit(base_url).scheme not in {"http", "https"}:
        raise ValueError(f"base_url: {base_url!r} must begin with http:// or https://")
    if base_url and urlsplit(base_url).username is not None:
        raise ValueError("base_url: a name or password stands in it, which would be written down; leave them out")
    return Board(source, board, row.get("company") or board, sector, country, base_url)


def append_board(path: Path, board: Board) -> bool:
    """Write a board below the boards of a file, or into a new one; return False where it stands there already.

    Its row has the columns of the file, which must have one for all that the board is asked by.
    """
    is_new = not path.exists()
    if not is_new and (board.source, board.board) in {(one.source, one.board) for one in read_boards(path)[0]}:
        return False
    columns, delimiter = (COLUMNS, ",") if is_new else _form_for(board, path)
    is_broken_off = not is_new and not path.read_bytes().endswith((b"\n", b"\r"))
    with path.open("a", newline="", encoding="utf-8") as lines:
        lines.write("\n" * is_broken_off)
        writer = csv.DictWriter(lines, columns, extrasaction="ignore", delimiter=delimiter, lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerow(board.row())
    return True


def _form_for(board: Board, path: Path) -> tuple[Sequence[str], str]:
    """Return the columns of a file and what stands between them."""
    columns = _reader(path).fieldnames or ()
    lost = [name for name, value in board.row().items() if value and name not in columns]
    if board.company == _name_of(board.board):  # which the row's reader makes no worse
        lost = [name for name in lost if name != "company"]
    if lost:
        raise BoardsError(f"{path}: no column {', '.join(lost)}, which {board.board} needs. Add it to the first line.")
    return columns, _delimiter_of(path.read_text(encoding="utf-8-sig"))


_OF_CAREERS = re.compile(r"(?i)www\d?|(?:careers?|jobs?|karriere|apply|recruiting|recruitment|stellen|work)\d*")


def recognise(url: str) -> Board | None:
    """Return the board that a careers or advert address belongs to, or None where no platform is recognised.

    >>> recognise("https://jobs.eu.lever.co/acme/466ed4a1-2c00").base_url
    'https://api.eu.lever.co'
    """
    address = url.strip() if "//" in url else f"https://{url.strip()}"
    for page in _pages():
        if found := page.pattern.search(address):
            return page.board(found)
    return None


def is_of_many(board: Board) -> bool:
    """Say whether a board is a place where many employers advertise."""
    return bool(_recognised().get(board.source, {}).get("all"))


def careers_folders() -> tuple[str, ...]:
    """Return patterns of the folders of a site in which its adverts stand."""
    site = _recognised()["jsonld"]
    return (*site["folders"], *site["advert_folders"])


@dataclass(frozen=True)
class _KnownPage:
    """How one kind of address of a source looks; templates are filled from its groups."""

    source: str
    pattern: re.Pattern[str]
    token: str
    base_url: str | None

    def board(self, found: re.Match[str]) -> Board | None:
        if self.source == "none":
            return None
        base = self.base_url and found.expand(self.base_url)
        token = unquote(found.expand(self.token)).strip()
        return Board(self.source, token, _name_of(found["board"]), base_url=base or None)


def _name_of(token: str) -> str:
    """Return a name to begin with, from a token or a host.

    >>> [_name_of(token) for token in ("acme-north", "careers.acme.example", "careers-acme.icims.com", "St. Ann")]
    ['Acme North', 'Acme', 'Acme', 'St. Ann']
    """
    named = unquote(token)
    labels = [named] if " " in named else named.split(".")
    own = next((label for label in labels[:-1] if not _OF_CAREERS.fullmatch(label)), labels[0])
    return re.sub(r"^(?:careers?|jobs)-", "", own).replace("-", " ").strip().title()


def _recognised() -> Mapping[str, Mapping[str, Any]]:
    return known_words("recognise.toml")


@cache
def _pages() -> tuple[_KnownPage, ...]:
    return tuple(
        _KnownPage(source, re.compile(page["page"], re.IGNORECASE), page["token"], entry.get("base_url"))
        for source, entry in _recognised().items()
        for page in (*_alike(entry), *entry.get("others", ()))
    )


def _alike(entry: Mapping[str, Any]) -> list[dict[str, str]]:
    folders = "|".join(entry.get("folders", ()))
    pages = (page.replace("{folders}", folders) for page in entry["pages"])
    return [{"page": page, "token": entry.get("token", r"\g<board>")} for page in pages]

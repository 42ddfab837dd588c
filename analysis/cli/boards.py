"""`nextrung boards`: what is crawled, and how healthy each board is."""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from analysis.cli.errors import NothingToWorkOn
from analysis.cli.messages import nearest
from analysis.cli.options import global_options, settings
from analysis.cli.show import note, show, show_rows, warn
from analysis.cli.store import reading_store
from crawler.exit_codes import DONE_IN_PART

if TYPE_CHECKING:
    from crawler.boards import Board

FILE = click.option("--boards", "boards_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                    help="The boards file [default: the bundled list].")  # fmt: skip


@click.group("boards", short_help="What is crawled, and how healthy it is")
@global_options
def command() -> None:
    """What is crawled, and how healthy each board is.

    \b
    Example:
      nextrung boards add https://jobs.lever.co/acme --to my-boards.csv
      nextrung crawl --boards my-boards.csv
      nextrung boards check
    """


@command.command("list", short_help="The boards that a crawl asks")
@FILE
@global_options
def list_(boards_file: Path | None) -> int:
    """The boards that a crawl asks.

    \b
    Example:
      nextrung boards list --format csv > my-boards.csv
      nextrung boards list
      source      board           company         sector      country
      ashby       1password       1Password       software    CA
      ashby       Abridge         Abridge         healthcare  US
    """
    import pandas as pd

    from crawler.boards import COLUMNS, source_names
    from crawler.knowledge import knowledge

    boards, refused = boards_in(boards_file or knowledge("boards.csv"))
    unknown = [board for board in boards if board.source not in source_names()]
    for board in unknown:
        warn(f"{board.source}/{board.board}: no source is called {board.source}; {_meant(board.source)}")
    frame = pd.DataFrame([{name: getattr(b, name) for name in COLUMNS} for b in boards], columns=list(COLUMNS))
    show(frame, {name: name for name in COLUMNS if name != "base_url"})
    return DONE_IN_PART if refused or unknown else 0


def _meant(source: str) -> str:
    from crawler.boards import source_names

    near = nearest(source, source_names())
    return f"did you mean {near}?" if near else f"choose one of {', '.join(source_names())}"


def boards_in(file: Path) -> tuple[list["Board"], int]:
    """Return the boards of a file, and how many rows are left out, each of which is warned of."""
    from crawler.boards import read_boards

    boards, refused = read_boards(file)
    for row in refused:
        warn(f"{file}, line {row.line}: {row.reason}; left out")
    return boards, len(refused)


@command.command(short_help="How healthy each board is")
@global_options
def check() -> None:
    """How healthy each board is: last whole snapshot, adverts, failing since.

    \b
    Example:
      nextrung boards check
      source  board                 status    last whole        adverts  failing since  reason
      ashby   axholm-rook-advisory  complete  2026-11-26 05:58       21  –              –
    """
    from analysis.store import ask

    with reading_store(analysed=False) as con:
        found = ask(con, "board_health")
    if found.empty:
        raise NothingToWorkOn(f"no board was asked yet for {settings().db}: run `nextrung crawl` first.")
    show(found)


@command.command(short_help="The row of the board behind an address")
@click.argument("url")
@click.option("--company", metavar="NAME", help="The employer's name [default: from the address].")
@click.option("--sector", default="", metavar="SECTOR", help="What it works in, such as healthcare.")
@click.option("--country", default="", metavar="CC", help="ISO 3166 code, such as GB.")
@click.option(
    "--to",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Append to this boards file [default: print the row].",
)
@global_options
def add(url: str, company: str | None, sector: str, country: str, file: Path | None) -> None:
    """Recognise the board behind any careers or advert URL, and print or append its row.

    \b
    Example:
      nextrung boards add https://jobs.lever.co/acme
      lever,acme,Acme,,,https://api.lever.co
      nextrung boards add https://jobs.lever.co/acme --to my-boards.csv
    """
    from crawler.boards import append_board, board_of, recognise
    from crawler.normal.gazetteer import country_of

    found, code = recognise(url), country_of(country)
    if country and not code:
        raise click.UsageError(f"--country: '{country}' is no country; give its ISO 3166 code, such as GB.")
    if found is None:
        raise click.UsageError(
            f"{url}: not an address of a source that is known. If its adverts carry schema.org JobPosting, "
            "add the row by hand: jsonld,HOST,COMPANY,SECTOR,CC,"
        )
    told = {"company": company or found.company, "sector": sector, "country": code or ""}
    try:
        board = board_of(found.row() | told)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if file is None:
        _print([board])
    elif append_board(file, board):
        note(f"added to {file}: {board.source}/{board.board}; `nextrung crawl --boards {file}` asks it")
    else:
        note(f"{file}: {board.source}/{board.board} stands there already")


@command.command(short_help="Find the boards behind home pages")
@click.argument("file", type=click.File(encoding="utf-8-sig", errors="replace"))
@global_options
def discover(file: IO[str]) -> None:
    """Find the boards behind home pages or careers addresses in FILE ("-" is stdin), as rows of a boards file.

    \b
    Example:
      nextrung boards discover careers-pages.txt > my-boards.csv
      cat my-boards.csv
      source,board,company,sector,country,base_url
      lever,acme,Acme,,,https://api.lever.co
    """
    from crawler.boards import COLUMNS, recognise
    from crawler.spawn import discover as search

    urls = [url for line in file if (url := line.strip()) and not url.startswith("#")]
    found = {url: board for url in urls if (board := recognise(url))}
    asked = search([url for url in urls if url not in found])
    boards = (*found.values(), *(one.board for one in asked if one.board))
    if settings().format == "table":
        click.echo(",".join(COLUMNS))
    once: dict[tuple[str, str], Board] = {}
    for board in boards:
        once.setdefault((board.source, board.board), board)
    _print(list(once.values()))
    missed = [one for one in asked if not one.board]
    for one in missed:
        warn(f"{one.url}: no board found ({one.reason})")
    if missed:
        raise SystemExit(DONE_IN_PART)


def _print(boards: Sequence["Board"]) -> None:
    """Print the rows of `boards` as they stand in a boards file, unless another format is asked for."""
    from crawler.boards import COLUMNS

    rows = [board.row() for board in boards]
    if settings().format == "table":
        csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n").writerows(rows)
    else:
        show_rows(rows, COLUMNS)

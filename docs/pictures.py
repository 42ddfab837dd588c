"""Make the pictures of the README from the invented market: `make pictures`. Needs chromium.

A recorded session stands in `images/session.cast` (asciicast v2, for any asciinema player) and, still, in
`images/session.svg`; `images/report.png` is the report as a browser shows it.
"""

import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

from analysis import load_profile, open_store, sample_profile, sample_store, write_report

IMAGES = Path(__file__).parent / "images"
COLUMNS, ROWS = 96, 40
FIRM, OTHER = "Wendlemoor Teaching Hospitals NHS Foundation Trust", "Quillrook Systems"
SESSION = (
    (("ladder", FIRM), 24),
    (("equate", "Senior Project Manager", "--at", OTHER), 7),
    (("match", "me.json", "--top", "2"), 22),
)
"""Each command, and how many lines of its answer are shown."""
Event = tuple[float, str]


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(sample_store(), folder / "market.duckdb")
        shutil.copy(sample_profile(), folder / "me.json")
        events = list(recorded(folder))
        (IMAGES / "session.cast").write_text(as_cast(events), encoding="utf-8")
        (IMAGES / "session.svg").write_text(as_svg("".join(text for _, text in events)), encoding="utf-8")
        with open_store(folder / "market.duckdb") as con:
            report = write_report(
                con, folder / "report.html", today=date(2026, 11, 23), person=load_profile(sample_profile())
            )
        photograph(report, IMAGES / "report.png")


def recorded(folder: Path) -> Iterator[Event]:
    """Run the session in `folder` and yield what appears, with the second at which it does."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "NEXTRUNG_DB": "market.duckdb", "COLUMNS": str(COLUMNS),
        "LANG": "C.UTF-8",
    }  # fmt: skip
    program, second = Path(sys.executable).with_name("nextrung"), 0.0
    for words, lines in SESSION:
        yield second, f"\x1b[1;32m$\x1b[0m {shlex.join(['nextrung', *words])}\n"
        began = time.monotonic()
        done = subprocess.run(
            [program, *words], cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        second += 1.0 + min(2.0, time.monotonic() - began)
        shown = done.stdout.rstrip("\n").splitlines()
        yield second, "\n".join([*shown[:lines], *["…"][: len(shown) > lines], "", ""])
        second += 3.0


def as_cast(events: list[Event]) -> str:
    """Return the session as an asciicast of version 2."""
    header = {"version": 2, "width": COLUMNS, "height": ROWS, "title": "nextrung"}
    lines = [json.dumps(header), *(json.dumps([at, "o", text.replace("\n", "\r\n")]) for at, text in events)]
    return "\n".join(lines) + "\n"


def as_svg(text: str) -> str:
    """Return the session as a still picture that asks no one for a font."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, emoji=False)
    console.print(Text.from_ansi(text.rstrip()))
    picture = console.export_svg(title="nextrung on its invented market", unique_id="session")
    start, end = picture.index("@font-face"), picture.rindex("@font-face")
    return picture[:start] + picture[picture.index("}", end) + 1 :]


def photograph(report: Path, out: Path) -> None:
    """Photograph the top of the firms' ladders."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1120, "height": 900})
        page.goto(report.as_uri())
        page.wait_for_selector("#chart-firms[data-rows] svg")
        top = page.locator("#firms").bounding_box()
        assert top is not None
        area = {"x": 0, "y": top["y"], "width": 1120, "height": 672}
        page.screenshot(path=out, full_page=True, clip=area)
        browser.close()


if __name__ == "__main__":
    main()

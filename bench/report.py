"""How large is the report of 10,000 and 100,000 adverts, and how long does a browser take to open and to filter it?

One analysed store of the sample market is grown by SQL (`replicate.sql`, `replicate_report.sql`): the more adverts, the
more firms. Seconds of a browser are from the call to the moment in which every chart is drawn, in headless Chromium.
"""

import shutil
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from analysis.profile import load_profile
from analysis.report import write_report
from analysis.sample import sample_profile, sample_store
from analysis.store import open_store
from bench.match import Figures, grown

SIZES = (10_000, 100_000)
REPLICATE = Path(__file__).with_name("replicate_report.sql")
FILTERED = """([id, value]) => new Promise((done) => {
  const place = document.getElementById('chart-firms'), box = document.getElementById(id), began = performance.now();
  delete place.dataset.rows;
  new MutationObserver((_, watch) => {
    if (place.dataset.rows) { watch.disconnect(); requestAnimationFrame(() => done(performance.now() - began)); }
  }).observe(place, { attributes: true });
  box.value = value;
  box.dispatchEvent(new Event('change', { bubbles: true }));
})"""
"""Choose a value, and answer with the milliseconds until the firms are drawn again."""


def run(sizes: Sequence[int] = SIZES) -> Figures:
    """Return each size's figures."""
    with tempfile.TemporaryDirectory() as folder:
        base = sample_store(Path(folder), firms=100, adverts=5_000)
        found = {size: measure(base, Path(folder) / "large.duckdb", size) for size in sizes}
    return {f"{size:,} adverts: {what}": figure for size, figures in found.items() for what, figure in figures.items()}


def measure(base: Path, store: Path, adverts: int) -> Figures:
    """Return what the report of `base`, grown to `adverts` adverts, weighs and takes."""
    grown(base, store, adverts)
    with duckdb.connect(store, config={"storage_compatibility_version": "v1.5.0"}) as con:
        con.execute(REPLICATE.read_text(encoding="utf-8"))
    began = time.process_time()
    with open_store(store) as con:
        firms = con.sql("select count(distinct firm) from posting_state").fetchall()[0][0]
        file = write_report(
            con, store.with_suffix(".html"), today=date(2026, 11, 26), person=load_profile(sample_profile())
        )
    written = time.process_time() - began
    store.unlink()
    size = file.stat().st_size / 1e6
    return {"firms": firms, "file, MB": round(size, 2), "written, CPU s": round(written, 1)} | in_a_browser(file)


def in_a_browser(file: Path) -> Figures:
    """Return the seconds until the page is drawn, and until a filter has been followed; nothing without a browser."""
    from playwright.sync_api import sync_playwright

    if not (chromium := shutil.which("chromium")):
        return {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        began = time.perf_counter()
        page.goto(file.as_uri())
        page.wait_for_selector("#chart-firms[data-rows] svg")
        opened = time.perf_counter() - began
        choices = [("sector", "healthcare"), ("country", "GB"), ("title", "project_manager/senior"), ("title", "")]
        slowest = max(_filtered(page, *choice) for choice in choices)
        browser.close()
    return {"opened, s": round(opened, 2), "slowest filter, s": round(slowest, 2)}


def _filtered(page: Any, name: str, value: str) -> float:
    return float(page.evaluate(FILTERED, [name, value])) / 1000

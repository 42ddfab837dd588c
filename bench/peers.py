"""How fast and how right are others? `python -m bench.peers [GOLD.jsonl]`: quantulum3, price-parser, skill-extractor.

They run in an environment of their own, which uv builds in the user's cache folder the first time. What is right is
labelled by us on invented sentences, and where a file of labelled adverts is given (facets `budget` and
`years_experience`), on these. The peers get the lines that speak of the job alone, and of all they find the largest
counts; ours reads the whole advert.
"""

import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from analysis.reading.body import DEMANDS
from analysis.reading.read import read, read_all, read_lines
from bench.reading import market

PACKAGES = (
    "quantulum3==0.10.0", "scikit-learn<1.9", "stemming==1.0.1", "price-parser==0.5.1", "skill-extractor==0.2.0",
)  # fmt: skip
HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "shared" / "gold" / "dev.jsonl"
TIMED = 60
Truth = Mapping[str, float | None]


def python() -> Path:
    """Return the interpreter of the peers' environment, built where there is none; OSError where it cannot be."""
    place = user_cache_path("nextrung") / "bench-peers"
    interpreter = place / "bin" / "python"
    if not (place / "ready").exists():
        uv = Path(sys.executable).with_name("uv")
        _run([str(uv), "venv", "--quiet", "--clear", str(place)])
        _run([str(uv), "pip", "install", "--quiet", "--python", str(interpreter), *PACKAGES])
        (place / "ready").touch()
    return interpreter


def _run(command: Sequence[str], given: str | None = None) -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=900, check=False)  # noqa: S603
    if done.returncode:
        raise OSError((done.stderr.strip().splitlines() or ["no reason given"])[-1][:200])
    return done.stdout


def sentences() -> list[dict[str, Any]]:
    """Return the invented sentences with what they state."""
    return tomllib.loads((HERE / "peers.toml").read_text(encoding="utf-8"))["sentence"]


def gold(path: Path) -> list[dict[str, Any]]:
    """Return labelled adverts, if there are any; ends the program where `path` is no JSON Lines."""
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    except ValueError:
        sys.exit(f"{path}: not JSON Lines of labelled adverts.")


def right(found: Iterable[Truth], truth: Iterable[Truth], what: str) -> str:
    """Return how many agree, and how many of those that state something."""
    pairs = [(one.get(what), other.get(what)) for one, other in zip(found, truth, strict=True)]
    stated = [one == other for one, other in pairs if other is not None]
    return f"{sum(one == other for one, other in pairs)} of {len(pairs)}; of stated {sum(stated)} of {len(stated)}"


def ours(facets: Mapping[str, Any]) -> Truth:
    return {"budget": (facets["budget"] or {}).get("amount"), "years": facets["years_experience"]}


def largest(found: Sequence[Truth]) -> Truth:
    """Return of all lines of an advert the largest sum and the most years."""
    return {
        what: max((one[what] for one in found if one.get(what) is not None), default=None)
        for what in ("budget", "years")
    }


def run(path: Path = GOLD) -> dict[str, Any]:
    """Return adverts a CPU-second, and how often money and years are right."""
    adverts, labelled = market()[:TIMED], gold(path)
    lines = [one["text"] for one in sentences()]
    demands = [
        [line for line, section in zip(one["lines"], one["sections"], strict=True) if section in DEMANDS]
        for one in labelled
    ]
    asked = {"lines": lines, "adverts": [*(text.splitlines() for _, text in adverts), *demands]}
    list(read_all(adverts[:20]))  # what is loaded once is loaded
    started = time.process_time()
    list(read_all([*adverts, *((one["title"], "\n".join(one["lines"])) for one in labelled)]))
    figures = {"nextrung, all facets: adverts a CPU-second": len(asked["adverts"]) / (time.process_time() - started)}
    readings = [read_lines("", [(line, "required")]).facets for line in lines]
    of_gold = [read(one["title"], "\n".join(one["lines"])).facets for one in labelled]
    figures |= _scored("nextrung", list(map(ours, readings)), list(map(ours, of_gold)), labelled)
    try:
        answers = json.loads(_run([str(python()), str(HERE / "peers_worker.py")], json.dumps(asked)))
    except (OSError, subprocess.TimeoutExpired) as error:
        return figures | {"the peers": f"skipped: their environment cannot be built or run: {error}"}
    for name, answer in answers.items():
        figures[f"{name}: adverts a CPU-second"] = answer["adverts a CPU-second"]
        if name != "skill-extractor":
            found = [largest(one) for one in answer["adverts"][len(adverts) :]]
            figures |= _scored(name, answer["lines"], found, labelled)
    return figures


def _scored(name: str, lines: Sequence[Truth], adverts: Sequence[Truth], labelled: Sequence[Any]) -> dict[str, str]:
    whats = ("budget",) if name == "price-parser" else ("budget", "years")
    truth = [ours(one["facets"]) for one in labelled]
    scores = {f"{name}: {what} right in sentences": right(lines, sentences(), what) for what in whats}
    return scores | (
        {f"{name}: {what} right in adverts": right(adverts, truth, what) for what in whats} if truth else {}
    )


if __name__ == "__main__":
    for said, figure in run(*map(Path, sys.argv[1:2])).items():
        sys.stdout.write(f"{said:48} {figure if isinstance(figure, str) else f'{figure:,.1f}'}\n")

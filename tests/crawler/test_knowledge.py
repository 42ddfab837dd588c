"""Files under `data/`: a broken one is named, and is nobody else's fault."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.cli.errors import exit_code_of
from crawler import knowledge
from crawler.exit_codes import WRONG_USE
from crawler.page import READING_ERRORS

CHILD = """
import sys
from pathlib import Path
from crawler import knowledge
knowledge.knowledge = Path(sys.argv[1]).joinpath
from crawler import child
sys.argv[1] = "job.json"
child._started()
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(knowledge, "knowledge", tmp_path.joinpath)
    knowledge.known_words.cache_clear()
    return tmp_path


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (b"[a]\nb = [", "Invalid value"),
        (b"[a]\nb = 1\nb = 2", "Cannot overwrite"),
        (b'a = "\xff"', "'utf-8' codec"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_reason(data: Path, written: bytes | None, reason: str) -> None:
    if written is not None:
        (data / "words.toml").write_bytes(written)
    with pytest.raises(knowledge.KnowledgeError, match=rf"^data/words\.toml: .*{reason}") as caught:
        knowledge.known_words("words.toml")
    assert exit_code_of(caught.value) == WRONG_USE
    assert not isinstance(caught.value, READING_ERRORS)


def test_what_editors_write_before_a_file_is_no_fault(data: Path) -> None:
    (data / "words.toml").write_bytes(b'\xef\xbb\xbf[a]\r\nb = "c"\r\n')
    assert knowledge.known_words("words.toml") == {"a": {"b": "c"}}


def test_a_broken_file_ends_a_crawl_before_anybody_is_asked(tmp_path: Path) -> None:
    (tmp_path / "normal").mkdir()
    for whole in ("money.toml", "contacts.toml", "recognise.toml"):
        (tmp_path / whole).touch()
    (tmp_path / "normal" / "pay.toml").write_text("[currencies\n")
    command = [sys.executable, "-c", CHILD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = child.stdout.read()  # while its input is open: it ends when that is closed
    assert json.loads(told)["cannot_go_on"].startswith("data/normal/pay.toml: ")

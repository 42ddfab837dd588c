from collections import Counter

import pytest

from crawler.boards import SECTORS, read_boards
from crawler.knowledge import knowledge


@pytest.fixture(scope="module")
def boards():
    return read_boards(knowledge("boards.csv"))


def test_every_row_of_the_list_is_a_board(boards):
    assert boards[1] == []
    assert 250 <= len(boards[0]) <= 400


def test_every_sector_is_there_and_healthcare_is_the_best_covered(boards):
    counts = Counter(board.sector for board in boards[0] if board.sector)
    assert set(counts) >= set(SECTORS) - {"other"}
    assert counts.most_common(1)[0][0] == "healthcare"


def test_the_nhs_is_searched_for_project_and_programme_managers(boards):
    searched = {board.board for board in boards[0] if board.source == "nhs_jobs"}
    assert searched >= {"keyword=project+manager", "keyword=programme+manager"}


def test_the_rest_of_the_list_can_be_read_and_repeats_nothing(boards):
    rest, refused = read_boards(knowledge("boards-all.csv"))
    assert refused == []
    assert not {(board.source, board.board) for board in rest} & {(board.source, board.board) for board in boards[0]}

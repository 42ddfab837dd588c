from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli.options import Settings
from analysis.cli.root import cli
from crawler.boards import Board, BoardsError, append_board, read_boards, recognise
from crawler.discover import boards_on


def test_a_boards_file_gives_boards_and_each_refused_row_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "boards.csv"
    path.write_text(
        "source,board,company,sector,country,base_url\n"
        "lever,acme,Acme,construction,GB,\n"
        "lever,acme,Acme again,,,\n"
        "lever,,Nameless,,,\n"
        "ashby,globex,Globex,alchemy,,\n"
        "ashby,globex,,,Utopia,\n"
        "ashby,initech,,,,ftp://x\n"
        "ashby,hooli,,,,\n"
        "ashby,globex,,,ZZ,\n"
    )
    boards, refused = read_boards(path)
    assert boards == [Board("lever", "acme", "Acme", "construction", "GB"), Board("ashby", "hooli", "hooli")]
    assert [row.line for row in refused] == [3, 4, 5, 6, 7, 9]
    assert refused[2].reason.startswith("sector: 'alchemy' is none of")


def test_a_row_ends_where_its_line_does_and_at_no_other_sign(tmp_path: Path) -> None:
    path = tmp_path / "boards.csv"
    path.write_text("source,board,company\r\nlever,acme,Acme\u2028North\nlever,brook,Brook\n", encoding="utf-8")
    boards, refused = read_boards(path)
    assert ([board.company for board in boards], refused) == (["Acme\u2028North", "Brook"], [])


def test_rows_appended_with_their_header_are_read_as_rows(tmp_path: Path) -> None:
    path = tmp_path / "boards.csv"
    found = "source,board,company,sector,country,base_url\nlever,{},,,,\n"
    path.write_text(found.format("acme") + found.format("globex"))
    boards, refused = read_boards(path)
    assert ([one.board for one in boards], refused) == (["acme", "globex"], [])


def test_a_quote_that_is_not_closed_is_told_with_the_rows_it_takes(tmp_path: Path) -> None:
    path = tmp_path / "boards.csv"
    path.write_text('source,board,company,sector\nlever,acme,"Acme,software\nlever,brook,Brook,\n')
    boards, (refused,) = read_boards(path)
    assert boards == []
    assert refused.reason.startswith("a line end in a field: a quote before it is not closed")


@pytest.mark.parametrize("text", [None, "name,url\nx,y\n"])
def test_a_file_that_is_no_boards_file_is_refused_with_the_remedy(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "boards.csv"
    if text:
        path.write_text(text)
    with pytest.raises(BoardsError, match="columns"):
        read_boards(path)


@pytest.mark.parametrize(
    ("url", "source", "board"),
    [
        ("https://job-boards.greenhouse.io/acme/jobs/3", "greenhouse", "acme"),
        ("https://boards.greenhouse.io/embed/job_board?for=acme", "greenhouse", "acme"),
        ("https://jobs.lever.co/acme/466ed4a1", "lever", "acme"),
        ("jobs.ashbyhq.com/Synergy%20Pets", "ashby", "Synergy Pets"),
        ("https://apply.workable.com/acme/j/17/", "workable", "acme"),
        ("https://acme.wd3.myworkdayjobs.com/en-US/External/job/x",
         "workday", "acme.wd3.myworkdayjobs.com/acme/External"),
        ("https://ea.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/jobs",
         "oracle", "ea.fa.em2.oraclecloud.com/CX_1"),
        ("https://acme.jobs.personio.de/job/1", "personio", "acme"),
        ("https://acme.recruitee.com/o/pm", "recruitee", "acme"),
        ("https://www.jobs.nhs.uk/candidate/search/results?keyword=project&payBand=BAND_7",
         "nhs_jobs", "keyword=project&payBand=BAND_7"),
        ("https://www.jobs.nhs.uk/candidate/jobadvert/C9298-26-0123", "nhs_jobs", "keyword=project+manager"),
        ("https://www.acme.com/careers/open-role/?gh_jid=123", "greenhouse", "acme"),
        ("https://app.careerpuck.com/job-board/acme/job/1?gh_jid=1", "greenhouse", "acme"),
        ("https://acme.example/jobs?ashby_jid=fe5fd1a4", "ashby", "acme"),
        ("https://wd3.myworkdaysite.com/en-US/recruiting/acme/External/job/x",
         "workday", "wd3.myworkdaysite.com/acme/External"),
        ("https://ea.fa.ocs.oraclecloud.eu/hcmUI/CandidateExperience/en/sites/CX_7/job/1",
         "oracle", "ea.fa.ocs.oraclecloud.eu/CX_7"),
        ("https://talents.acme.com/en/sites/CX/jobs", "oracle", "talents.acme.com/CX"),
        ("https://jobs.smartrecruiters.com/oneclick-ui/company/Acme1/publication/1", "smartrecruiters", "Acme1"),
        ("https://www.adzuna.co.uk/jobs/details/1", "adzuna", "uk:all"),
        ("https://www.adzuna.com/details/1", "adzuna", ":all"),
        ("https://www.reed.co.uk/jobs/project-manager/1", "reed", "all"),
        ("https://www.usajobs.gov/job/1", "usajobs", "all"),
        ("https://news.ycombinator.com/item?id=17", "hn", "17"),
        ("https://werkenbij.acme.example/functies", "jsonld", "werkenbij.acme.example"),
        ("https://acme.jobs", "jsonld", "acme.jobs"),
        ("https://careers-acme.icims.com/jobs/1/pm/job", "icims", "careers-acme.icims.com"),
        ("https://jobs.jobvite.com/acme/job/o1", "jobvite", "acme"),
        ("https://www.governmentjobs.com/careers/acmecounty/jobs/1", "neogov", "acmecounty"),
        ("https://recruiting.paylocity.com/recruiting/jobs/All/211e692d-c45a-4e3a-ae01-3e497af97929/Acme",
         "paylocity", "211e692d-c45a-4e3a-ae01-3e497af97929"),
        ("https://jobs.smartrecruiters.com/ni/Acme/1234", "smartrecruiters", "Acme"),
        ("https://acme.hrmdirect.com/employment/job-opening.php?req=1&req_loc=2", "hrmdirect", "acme"),
        ("https://jobs.acme.example/global/en/search-results?from=10&s=1", "phenom", "jobs.acme.example/global/en"),
        ("https://careers.acme.example/us/en/job/R-101/Project-Manager", "phenom", "careers.acme.example/us/en"),
        ("https://www.acme.example/careers/uk/search-results", "jsonld", "acme.example"),
        ("https://careers.acme.example/us/en/jobs/1", "jsonld", "careers.acme.example"),
        ("https://careers.acme.example/jobs/1", "jsonld", "careers.acme.example"),
        ("https://www.acme.example/en/careers", "jsonld", "acme.example"),
    ],
)  # fmt: skip
def test_a_careers_address_names_its_board(url: str, source: str, board: str) -> None:
    found = recognise(url)
    assert found is not None
    assert (found.source, found.board) == (source, board)


def test_an_eu_board_of_lever_is_asked_at_its_own_host() -> None:
    found = recognise("https://jobs.eu.lever.co/acme")
    assert found is not None
    assert found.base_url == "https://api.eu.lever.co"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.acme.example/about", "https://jobs.gem.com/acme", "linkedin.com/jobs/view/1",
        "https://career5.successfactors.eu/career?company=acme",
        "https://recruiting.paylocity.com/Recruiting/Jobs/Details/7/Acme-Inc", "https://www.recruitee.com/",
        "https://www.governmentjobs.com/jobs/4000-0/project-manager", "https://www.comeet.com/jobs/acme/30.001",
        "https://careers.pageuppeople.com/123/cw/en/job/5", "https://app.dover.com/jobs/acme",
        "https://simplify.jobs/c/acme", "https://jobs.lever.co/", "apply.workable.com", "https://jobs.ashbyhq.com?x=1",
    ],
)  # fmt: skip
def test_any_other_page_is_not_recognised(url: str) -> None:
    assert recognise(url) is None


def test_a_board_is_written_once_into_a_new_file_with_its_header(tmp_path: Path) -> None:
    file, board = tmp_path / "mine.csv", Board("lever", "acme", "Acme", country="GB")
    assert [append_board(file, board), append_board(file, board)] == [True, False]
    assert file.read_text() == "source,board,company,sector,country,base_url\nlever,acme,Acme,,GB,\n"


def test_a_row_is_written_by_the_header_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("company,note,board,source,base_url\n", encoding="utf-8")
    board = Board("lever", "acme", "Acme Ltd", base_url="https://api.eu.lever.co")
    append_board(file, board)
    assert read_boards(file)[0] == [board]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_columns_may_stand_apart_as_spreadsheets_write_them(delimiter: str, tmp_path: Path) -> None:
    file = tmp_path / "boards.csv"
    file.write_text("source,board,company\nlever,acme,Acme\n".replace(",", delimiter))
    assert append_board(file, Board("lever", "globex", "Globex, Ltd"))
    assert [(one.board, one.company) for one in read_boards(file)[0]] == [("acme", "Acme"), ("globex", "Globex, Ltd")]
    assert not append_board(file, Board("lever", "globex", "Globex, Ltd"))


def test_a_source_that_there_is_not_is_told_by_the_list(tmp_path: Path) -> None:
    (tmp_path / "boards.csv").write_text("source,board\nlevr,acme\nlever,globex\nxyzzy,initech\n")
    listed = CliRunner().invoke(cli, ["boards", "list", "--boards", str(tmp_path / "boards.csv")], obj=Settings())
    assert len(listed.stdout.splitlines()) == 4
    assert "levr/acme: no source is called levr; did you mean lever?" in listed.stderr
    assert "xyzzy/initech: no source is called xyzzy; choose one of adzuna, " in listed.stderr
    assert listed.stderr.count("no source is called") == 2


def test_a_row_is_refused_where_its_file_has_no_column_for_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("source,board\n", encoding="utf-8")
    assert append_board(file, Board("lever", "acme", "Acme"))
    with pytest.raises(BoardsError, match="no column base_url"):
        append_board(file, Board("lever", "globex", "Globex", base_url="https://api.eu.lever.co"))
    assert file.read_text("utf-8") == "source,board\nlever,acme\n"


def test_a_row_is_added_below_a_file_that_ends_without_a_line_end(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("source,board,company,sector,country,base_url\nlever,one,One,,,", encoding="utf-8")
    done = CliRunner().invoke(cli, ["boards", "add", "https://jobs.lever.co/acme", "--to", str(file)], obj=Settings())
    assert done.exit_code == 0, done.output
    boards, refused = read_boards(file)
    assert ([board.board for board in boards], refused) == (["one", "acme"], [])


@pytest.mark.parametrize("url", ["https://news.ycombinator.com/item?id=17", "https://weworkremotely.com/remote-jobs"])
def test_a_link_to_where_many_employers_advertise_leads_to_no_board_of_one(url: str) -> None:
    assert boards_on(f'<a href="{url}">We hire</a>') == []

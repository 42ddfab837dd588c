"""A small store of adverts that were read, written in a line each."""

from datetime import UTC, datetime

SEEN = datetime(2026, 5, 2, tzinfo=UTC).replace(tzinfo=None)


class Market:
    """Writes adverts that were read, each in a line."""

    def __init__(self, con):
        self.con = con

    def insert(self, table, **told):
        names = ", ".join(told)
        places = ", ".join("?" * len(told))
        self.con.execute(f"insert into {table} ({names}) values ({places})", list(told.values()))

    def advert(
        self,
        firm,
        rank,
        level=0.0,
        *,
        family="project_manager",
        cluster=None,
        paid=None,
        posted=SEEN,
        title="T",
        **facets,
    ):
        """Add an advert; return its id."""
        posting_id = f"p{self.con.table('posting_state').count('*').fetchall()[0][0]:04}"
        pay = dict(zip(("base_salary_min", "base_salary_max", "base_salary_unit"), paid, strict=True)) if paid else {}
        if paid:
            pay |= {"base_salary_origin": "structured", "base_salary_currency": "GBP"}
        self.insert(
            "posting_state", posting_id=posting_id, source="s", board="b", source_id=posting_id, firm=firm, title=title,
            country="GB", scope="all", content_hash="h", first_seen=SEEN, last_seen=SEEN, is_open=True,
            date_posted=posted, **pay,
        )  # fmt: skip
        self.insert("posting_text", posting_id=posting_id, description_text="x")
        self.insert(
            "reading", posting_id=posting_id, content_hash="h", reader="r", title_family=family, title_rank=rank,
            cluster=cluster,
        )  # fmt: skip
        self.insert("facet", posting_id=posting_id, **facets)
        self.insert("level", posting_id=posting_id, level=level, level_low=level - 1, level_high=level + 1)
        return posting_id

    def title(self, firm, rank, level, *, family="project_manager", error=0.1, adverts=5):
        reach = 1.645 * error
        self.insert(
            "title_level", firm=firm, title_family=family, title_rank=rank, adverts=adverts, level=level,
            level_low=level - reach, level_high=level + reach, reliability=0.9,
        )  # fmt: skip

    def claim(self, firm, rank, levels, *, title="T"):
        """A title whose vacancies have these levels, and it their mean."""
        self.title(firm, rank, sum(levels) / len(levels), adverts=len(levels))
        for level in levels:
            self.advert(firm, rank, level, title=title)

    def say(self, posting_id, **lines):
        """Make these the text of an advert, a line each; each is a statement of the section of its name."""
        text = "\n".join(lines.values())
        self.con.execute("update posting_text set description_text = ? where posting_id = ?", [text, posting_id])
        for number, (section, line) in enumerate(lines.items()):
            start = text.index(line)
            self.insert(
                "statement", posting_id=posting_id, number=number, position=number, section=section,
                start_char=start, end_char=start + len(line),
            )  # fmt: skip

"""The data dictionary: every table and column with its meaning, taken from the comments of the schema."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.store.asking import sql_of

_COLUMN = re.compile(
    r"^    (?P<column>\w+) (?P<kind>[\w()\[\], ]+?)"
    r"(?: not null| primary key| default \w+| using compression \w+)*,?\s*(?:--\s*(?P<meaning>.*))?$"
)
_SAME_EVERYWHERE = {
    "posting_id", "posting_number", "run_id", "source", "board", "firm", "content_hash", "title_family", "title_rank",
    "start_char", "end_char",
}  # fmt: skip
"""What names an advert, a run, an employer or a place in a text: explained where it stands first."""
_TABLE = re.compile(r"^create table if not exists (?P<table>\w+) \($")


def dictionary() -> pd.DataFrame:
    """Return one row a column of the store: `table`, `about`, `column`, `type`, `meaning`."""
    told = pd.DataFrame(_entries(sql_of("schema")), columns=["table", "about", "column", "type", "meaning"])
    is_shared = told["column"].isin(_SAME_EVERYWHERE)
    explained = told[is_shared & (told["meaning"] != "")].groupby("column")["meaning"].first()
    return told.assign(meaning=told["meaning"].where(told["meaning"] != "", told["column"].map(explained).fillna("")))


def as_markdown() -> str:
    """Return the data dictionary as a page."""
    parts = ["# What the store holds\n"]
    for (table, about), rows in dictionary().groupby(["table", "about"], sort=False):
        lines = [f"| `{row.column}` | {row.type} | {str(row.meaning).replace('|', '/')} |" for row in rows.itertuples()]
        parts.append(
            "\n".join([f"## {table}\n", f"{about}\n", "| column | type | meaning |", "| --- | --- | --- |", *lines])
        )
    return "\n\n".join(parts) + "\n"


def _entries(schema: str) -> Iterator[tuple[str, str, str, str, str]]:
    table, about = "", ""
    for line in schema.splitlines():
        if line.startswith("-- "):
            about = f"{about} {line[3:]}".strip()
        elif opened := _TABLE.match(line):
            table = opened["table"]
        elif (found := _COLUMN.match(line)) and table and found["column"] != "primary":
            yield table, about, found["column"], found["kind"], found["meaning"] or ""
        elif not line.strip():
            about = ""

"""The data dictionary: every table, view and column with its meaning, taken from the comments of the schema."""

import re
from collections.abc import Iterator

import duckdb
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
_VIEW = re.compile(r"(?P<comment>(?:^--.*\n)+)create or replace view (?P<view>\w+) as$", re.MULTILINE)
_TABLE = re.compile(r"^create table if not exists (?P<table>\w+) \($")


def dictionary() -> pd.DataFrame:
    """Return one row a column of the store: `table`, `about`, `column`, `type`, `meaning`."""
    names = ["table", "about", "column", "type", "meaning"]
    tables, views = (pd.DataFrame(entries, columns=names) for entries in (_entries(sql_of("schema")), _views()))
    first = tables[tables["meaning"] != ""].groupby("column")["meaning"].first()
    shared = first[first.index.isin(_SAME_EVERYWHERE)]
    return pd.concat([_explained(tables, shared), _explained(views, first)], ignore_index=True)


def _explained(told: pd.DataFrame, meanings: pd.Series) -> pd.DataFrame:
    """Explain what is not explained where it stands by what a column of that name means elsewhere."""
    return told.assign(meaning=told["meaning"].where(told["meaning"] != "", told["column"].map(meanings).fillna("")))


def as_markdown() -> str:
    """Return the data dictionary as a page."""
    parts = ["# What the store holds\n"]
    for (table, about), rows in dictionary().groupby(["table", "about"], sort=False):
        lines = [f"| `{row.column}` | {row.type} | {str(row.meaning).replace('|', '/')} |" for row in rows.itertuples()]
        parts.append(
            "\n".join([f"## {table}\n", f"{about}\n", "| column | type | meaning |", "| --- | --- | --- |", *lines])
        )
    return "\n\n".join(parts) + "\n"


def _views() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the columns of each view: which it has, the store itself tells."""
    told = {found["view"]: found["comment"] for found in _VIEW.finditer(sql_of("views"))}
    with duckdb.connect() as con:
        for definitions in ("schema", "views"):
            con.execute(sql_of(definitions))
        for view, comment in told.items():
            about = " ".join(line for line in re.findall(r"^-- (\S.*)$", comment, re.MULTILINE))
            meanings = dict(re.findall(r"^--   (\w+): (.+)$", comment, re.MULTILINE))
            for column, kind in zip(con.table(view).columns, con.table(view).types, strict=True):
                yield view, f"A view. {about}", column, str(kind).lower(), meanings.get(column, "")


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

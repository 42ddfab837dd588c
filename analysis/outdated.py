"""What of a store another version of nextrung made, so that figures are missing or told by less."""

import duckdb

from analysis.level.model import LevelModel
from analysis.printable import counted
from analysis.reading.read import reader_hash
from analysis.store.asking import answers, saved_model


def outdated(con: duckdb.DuckDBPyConnection) -> str:
    """Return one line that says what another version left and what to do; nothing where all is of this version."""
    unread, stands = len(answers(con, "to_read", reader=reader_hash(), full=False)), level_model_stands(con)
    if stands and not unread:
        return ""
    left = [f"{counted(unread, 'advert')} to be read (again)"] if unread else []
    if not stands:
        left.append("a level model that cannot be used, so that steps, claims and trials are left out or told by less")
    return f"this store was analysed in part or by another version ({', and '.join(left)}); run `nextrung analyze`"


def level_model_stands(con: duckdb.DuckDBPyConnection) -> bool:
    """Say whether the store keeps a level model of a form that this version can use."""
    body = saved_model(con, "level")
    return body is not None and LevelModel.is_of_this_form(body)

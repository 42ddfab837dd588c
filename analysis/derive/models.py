"""The models a store keeps: when they were estimated, on how much, and when they must be estimated again."""

from datetime import datetime

import duckdb

from analysis.level.beginning import said_of
from analysis.level.model import LevelModel
from analysis.outdated import level_model_stands
from analysis.store.asking import ask, run, saved_model
from analysis.store.rows import naive_utc

OUTGROWN = 1.25
"""A store so much larger than the one a model was estimated on deserves a new one."""


def save(con: duckdb.DuckDBPyConnection, name: str, body: str, *, version: str, now: datetime) -> None:
    """Keep the model `name` in place of an older one."""
    run(con, "save_model", name=name, version=version, made_at=naive_utc(now), body=body)


def scale_said(con: duckdb.DuckDBPyConnection) -> str:
    """Return what to know of the scale of levels where the model that ships knows the firms here, or nothing."""
    body = saved_model(con, "level")
    return said_of(LevelModel.start_of(body)) if body else ""


def estimate_anew(con: duckdb.DuckDBPyConnection, version: str) -> bool:
    """Return whether the models are missing, unusable, outgrown, or made on what another reader (`version`) read."""
    if not level_model_stands(con):
        return True
    return bool(ask(con, "models_outgrown", version=version, outgrown=OUTGROWN)["anew"].iloc[0])

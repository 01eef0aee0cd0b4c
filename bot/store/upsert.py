"""`INSERT … ON CONFLICT` for both databases, which share that grammar.

It is SQLite's construct, since PostgreSQL's brings that whole dialect along: 2 MB in a process that has no
use for it. PostgreSQL's compiler renders it too, but for one thing that it looks for and SQLite lacks.
"""

from typing import Any

from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.dialects.sqlite.dml import OnConflictDoNothing, OnConflictDoUpdate
from sqlalchemy.ext.compiler import compiles

__all__ = ["Insert", "insert"]


@compiles(OnConflictDoNothing, "postgresql")
def _do_nothing(clause: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.visit_on_conflict_do_nothing(_naming_no_constraint(clause), **options))


@compiles(OnConflictDoUpdate, "postgresql")
def _do_update(clause: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.visit_on_conflict_do_update(_naming_no_constraint(clause), **options))


def _naming_no_constraint(clause: Any) -> Any:
    """PostgreSQL can also be told the name of a constraint; SQLite only knows columns."""
    clause.constraint_target = None
    return clause

"""Statements that fill a SQLite database: a million sessions take it some seconds, and Python minutes.

Their parameters, in seconds where they are lengths or instants: `people`, and how many sessions `each` has;
the `first` start, and how much later `every` other one is: the next of a person, or with `shift` 1 that of
the next person; when the `pause` and the `resume` come after a start, and how long a session `lasts`; the
`limit` after which a pause is spoken of.
"""

_NUMBERS = """
    WITH RECURSIVE
        person(p) AS (VALUES (0) UNION ALL SELECT p + 1 FROM person WHERE p + 1 < :people),
        place(k) AS (VALUES (0) UNION ALL SELECT k + 1 FROM place WHERE k + 1 < :each),
        one AS (
            SELECT printf('%08d-%08d', p, k) AS id, printf('U%08d', p) AS user_id,
                   printf('D%08d', p) AS channel_id, :first + (k + p * :shift) * :every AS start
            FROM person CROSS JOIN place
        )
"""


def _at(seconds: str) -> str:
    """An instant as the store writes it."""
    return f"strftime('%Y-%m-%d %H:%M:%S', {seconds}, 'unixepoch')"


FINISHED = (
    f"""
    INSERT INTO work_session (tenant_id, id, team_id, user_id, task, project, state, started_at,
        started_provenance, ended_at, ended_provenance, decision, keep, problem, try_, continue_reason,
        version, pauses_made)
    {_NUMBERS}
    SELECT :team, id, :team, user_id, 'Write the report', 'Reports', 'done', {_at("start")},
        'live', {_at("start + :lasts")}, 'live', 'complete', '', '', '', '', 4, 1 FROM one
    """,  # noqa: S608 - no value in it, here and below
    f"""
    INSERT INTO pause (tenant_id, session_id, number, started_at, started_provenance, ended_at,
        ended_provenance, reason)
    {_NUMBERS}
    SELECT :team, id, 1, {_at("start + :pause")}, 'live', {_at("start + :resume")}, 'live', 'lunch' FROM one
    """,  # noqa: S608
    f"""
    INSERT INTO session_change
        (tenant_id, session_id, version, user_id, action, source, at, after, step_id)
    {_NUMBERS}
    SELECT :team, id, 4, user_id, 'finish', 'command', {_at("start + :lasts")}, :after, id FROM one
    """,  # noqa: S608
)
ON_BREAK = (
    f"""
    INSERT INTO person (tenant_id, user_id, timezone, timezone_known_at, dm_channel_id)
    {_NUMBERS}
    SELECT :team, user_id, 'Etc/UTC', {_at("strftime('%s', 'now')")}, channel_id FROM one
    """,  # noqa: S608
    f"""
    INSERT INTO work_session (tenant_id, id, team_id, user_id, task, state, started_at, started_provenance,
        keep, problem, try_, continue_reason, version, pauses_made)
    {_NUMBERS}
    SELECT :team, id, :team, user_id, 'Write the report', 'paused', {_at("start")}, 'live', '', '', '', '',
        2, 1 FROM one
    """,  # noqa: S608
    f"""
    INSERT INTO pause (tenant_id, session_id, number, started_at, started_provenance, reason)
    {_NUMBERS}
    SELECT :team, id, 1, {_at("start + :pause")}, 'live', 'lunch' FROM one
    """,  # noqa: S608
    f"""
    INSERT INTO session_change
        (tenant_id, session_id, version, user_id, action, source, at, after, step_id)
    {_NUMBERS}
    SELECT :team, id, 2, user_id, 'pause', 'command', {_at("start + :pause")}, :after, id FROM one
    """,  # noqa: S608
    f"""
    INSERT INTO reminder (tenant_id, session_id, pause_number, kind, sequence, team_id, user_id, state,
        due_at, planned_for, limit_seconds)
    {_NUMBERS}
    SELECT :team, id, 1, 'long_pause', 1, :team, user_id, 'planned', {_at("start + :pause + :limit")},
        {_at("start + :pause + :limit")}, :limit FROM one
    """,  # noqa: S608
)

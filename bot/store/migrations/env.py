"""Alembic runs this file to set up its context; the connection is handed in by `bot.store.migrate`."""

from alembic import context

from bot.store.tables import Row

context.configure(connection=context.config.attributes["connection"], target_metadata=Row.metadata)
with context.begin_transaction():
    context.run_migrations()

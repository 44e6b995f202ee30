"""Alembic environment: the same models and the same writing engine as the app."""

from alembic import context

from db.models import Event
from db.session import database

with database().writes.connect() as connection:
    if database().is_sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
    context.configure(connection=connection, target_metadata=Event.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
database().writes.dispose()

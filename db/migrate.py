"""Bring a database to the newest shape, or back."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.session import database

FOLDER = Path(__file__).parent / "migrations"


def settings() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def upgrade(to: str = "head") -> None:
    command.upgrade(settings(), to)


def downgrade(to: str) -> None:
    command.downgrade(settings(), to)


def newest() -> str:
    return str(ScriptDirectory.from_config(settings()).get_current_head())


def current() -> str | None:
    """The revision of the connected database; None when it is empty."""
    with database().reads.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()

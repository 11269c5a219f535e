"""How Alembic meets the forum: the app's own connection, its tables, its types."""

import sqlalchemy as sa
from alembic import context
from flask import current_app

db = current_app.extensions["migrate"].db


def is_moment(kind: object) -> bool:
    """Whether a type is ours for aware moments, or the database's own."""
    return isinstance(getattr(kind, "impl", kind), sa.DateTime)


def write_type(kind: str, thing: object, _autogen: object) -> str | bool:
    """Spell our types as the database's own: a migration must mean the same in five years."""
    if kind == "type" and is_moment(thing):
        return "sa.DateTime(timezone=True)"
    return False


def same_type(_context, _column, _metadata_column, found, wanted) -> bool | None:
    """SQLite does not keep time zones, so their absence there is no difference."""
    if is_moment(wanted) and is_moment(found):
        return False
    return None


def run() -> None:
    """Migrate over one connection of the app, in one transaction."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            render_item=write_type,
            compare_type=same_type,
            compare_server_default=True,
            **current_app.extensions["migrate"].configure_args.get("env", {}),
        )
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:  # a table that is written anew must not take the rows along that point at it
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        with context.begin_transaction():
            context.run_migrations()
        if is_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
            raise RuntimeError(f"Nothing was migrated: rows point at nothing (table, row, its parent): {broken[:5]}")
        connection.commit()
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


run()

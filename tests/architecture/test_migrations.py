"""Migrations and models say the same, on SQLite and on PostgreSQL."""

import ast
import re

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from forum.app import create_app
from forum.kernel.db import db
from tests.architecture.house import files, short, told, tree
from tests.support.databases import configuration

VERSIONS = files(".py", under=("migrations/versions",))
#: What a reviewer needs to know of each.
SAYS = ("Why:", "Kind:", "Undo:", "Cost:")
KINDS = ("expand", "move", "contract")


@pytest.fixture
def bare(database, tmp_path, new_address) -> Flask:
    """The forum on a database without any table."""
    app = create_app(configuration(tmp_path, new_address(database.name)))
    with app.app_context():
        yield app
        db.engine.dispose()


def differences() -> list[str]:
    """Where the database and the models disagree."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        return [str(found) for found in compare_metadata(context, db.metadata)]


def test_migrations_make_what_the_models_say(bare: Flask):
    upgrade()

    assert not (found := differences()), "write a migration (flask db revision):" + told(found)


def test_constraints_are_named_alike(bare: Flask):
    """Names that drift are found when a later migration cannot drop what it means."""
    upgrade()
    migrated = _names()
    _drop_everything()
    db.create_all()

    assert migrated == _names()


def test_every_migration_can_be_taken_back(bare: Flask):
    upgrade()
    downgrade(revision="base")
    left = set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}
    upgrade()

    assert left == set()
    assert not differences()


def test_migrations_stand_in_one_line():
    follows = {}
    for path in VERSIONS:
        given = {
            node.targets[0].id: node.value.value
            for node in tree(path).body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        }
        follows[given["revision"]] = given["down_revision"]

    assert sorted(follows) == [f"{n:04}" for n in range(1, len(follows) + 1)]
    assert all(before == (f"{int(number) - 1:04}" if number != "0001" else None) for number, before in follows.items())


def test_every_migration_says_why_and_how():
    problems = []
    for path in VERSIONS:
        text = ast.get_docstring(tree(path)) or ""
        problems += [f"{short(path)} does not say {word}" for word in SAYS if word not in text]
        if not re.search(rf"Kind:\s+({'|'.join(KINDS)})", text):
            problems.append(f"{short(path)} is none of {', '.join(KINDS)}")
    assert not problems, told(problems)


def test_migrations_import_nothing_of_ours():
    """They must mean the same in five years."""
    problems = [
        f"{short(path)} line {node.lineno}"
        for path in VERSIONS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("forum")
    ]
    assert not problems, told(problems)


def _names() -> dict[str, set[str | None]]:
    """The names of keys, indexes and constraints of each table."""
    look = sa.inspect(db.engine)
    return {
        table: {
            found["name"]
            for found in [
                *look.get_indexes(table), *look.get_foreign_keys(table), *look.get_unique_constraints(table),
                *look.get_check_constraints(table), look.get_pk_constraint(table),
            ]
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def _drop_everything() -> None:
    metadata = sa.MetaData()
    metadata.reflect(db.engine)
    metadata.drop_all(db.engine)

"""Commands that concern the whole forum; areas bring their own beside these."""

import logging
import signal
from pathlib import Path
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from forum import chores
from forum.kernel.companions import end_with
from forum.kernel.db import transaction
from forum.kernel.jobs import run_pending, work
from forum.kernel.web.fonts import build_fonts
from forum.registry import brought

MIGRATIONS = Path(__file__).parent.parent / "migrations"


@click.command()
@click.option("--empty", is_flag=True, help="No demonstration content; a link for the first administrator instead.")
@with_appcontext
def setup(empty: bool) -> None:
    """Bring database, directory and fonts up to date. Safe to run at every start."""
    current_app.config["FOLDER"].mkdir(parents=True, exist_ok=True)
    upgrade(directory=str(MIGRATIONS))
    for seed in brought(current_app, "seeds"):
        with transaction():
            seed()
    with transaction():
        chores.plan()
    build_fonts(current_app.config["FOLDER"] / "fonts")
    if empty:
        _run("administrator")
        return
    _run("demo")
    # The first start leaves a whole forum to be learnt: done now, so that the first search finds.
    run_pending({name: kind for name, kind in current_app.extensions["job_kinds"].items() if not kind.slow})
    _run("welcome")


def _run(name: str) -> None:
    """Run an area's command within the present one."""
    command = current_app.cli.commands[name]
    click.get_current_context().invoke(command)


@click.command()
@click.option("--beside", type=int, help="the process whose end is this one's end too")
@with_appcontext
def worker(beside: int | None) -> None:
    """Do what requests left to do: index, notify, mail. Stops at SIGINT or SIGTERM."""
    if beside:
        end_with(beside)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    stop: list[int] = []

    def ask_to_stop(number: int, _frame: FrameType | None) -> None:
        stop.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    for begin in brought(current_app, "beside_worker"):
        begin(current_app._get_current_object())
    work(current_app.extensions["job_kinds"], stopping=lambda: bool(stop))


COMMANDS = [setup, worker]

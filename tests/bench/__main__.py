"""Measure reading: pages of the demonstration as a member gets them, each against a constant view.

    ./dev bench [--seconds 3] [--posts 100000]
    ./dev bench --papers

One server process on one core, the reader on another, loopback only. The last
column is the page's share of the constant view's speed: the aim for a thread
page is 0.60.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from forum.app import create_app
from forum.kernel.db import db, transaction
from forum.kernel.jobs import run_pending
from forum.members.actions import start_session
from forum.members.models import Member
from forum.threads.models import Thread
from tests.bench import papers
from tests.bench.asking import Measured, measure

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"


@contextmanager
def server(folder: Path, port: int, *command: str) -> Iterator[None]:
    """A forum, or whatever ``command`` starts, on one core until the block ends."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, process_group=0, stdout=subprocess.DEVNULL,
        env=os.environ | {"FORUM_FOLDER": str(folder), "FORUM_PORT": str(port), "FORUM_WEB_PROCESSES": "1"},
    )
    if len(os.sched_getaffinity(0)) > 1:
        os.sched_setaffinity(process.pid, {0})
    try:
        _wait_for(port)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        try:
            socket.create_connection((HOST, port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"nothing answers at port {port}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def prepare(folder: Path, posts: int) -> tuple[str, dict[str, str]]:
    """A demonstration with a member signed in; the cookie, and the pages by name."""
    os.environ["FORUM_FOLDER"] = str(folder)
    app = create_app()
    run = app.test_cli_runner()
    run.invoke(args=["setup"], catch_exceptions=False)
    if posts:
        run.invoke(args=["demo", "--scale", str(posts)], catch_exceptions=False)
    with app.app_context():
        run_pending(app.extensions["job_kinds"])  # or the worker would build the index meanwhile
        member = db.session.scalars(select(Member).where(Member.email == "member@demo.example")).one()
        thread = db.session.scalars(select(Thread).order_by(Thread.reply_count.desc()).limit(1)).one()
        pages = {
            "home": "/", "platforms": "/platforms", "board": f"/boards/{thread.board_id}",
            f"thread, {thread.reply_count + 1} posts": f"/threads/{thread.id}", "style sheet": "/static/css/site.css",
        }
        with transaction():
            key = start_session(member)
        return _cookie(app, key), pages


def _cookie(app: Flask, key: str) -> str:
    signed = app.session_interface.get_signing_serializer(app).dumps({"_user_id": key, "_fresh": True})
    return f"{app.config['SESSION_COOKIE_NAME']}={signed}"


def line(name: str, found: Measured, constant: Measured) -> str:
    """One row of the table."""
    return (
        f"{name:<22}{found.status:>6}{found.size / 1000:>9.1f}{found.per_second:>10,.0f}{found.median * 1000:>9.2f}"
        f"{found.slowest * 1000:>9.2f}{found.per_second / constant.per_second:>8.2f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each page is asked")
    parser.add_argument("--posts", type=int, default=0, help="posts of invented text beside the demonstration")
    parser.add_argument("--papers", action="store_true", help="measure writing a long paper instead")
    options = parser.parse_args()
    if options.papers:
        with tempfile.TemporaryDirectory(prefix="minassat-bench-") as made:
            papers.main(Path(made), _cookie)
        return
    with tempfile.TemporaryDirectory(prefix="minassat-bench-") as made:
        folder, port = Path(made), free_port()
        cookie, pages = prepare(folder, options.posts)
        if len(os.sched_getaffinity(0)) > 1:
            os.sched_setaffinity(0, {1})
        with server(folder, port, "-m", "tests.bench.constant", str(port)):
            constant = measure((HOST, port), "/", cookie, seconds=options.seconds)
        print(f"{'page':<22}{'status':>6}{'kB':>9}{'a second':>10}{'ms':>9}{'ms 99 %':>9}{'share':>8}")
        print(line("constant view", constant, constant))
        with server(folder, port, "wsgi.py"):
            for name, path in pages.items():
                found = measure((HOST, port), path, cookie, seconds=options.seconds)
                print(line(name, found, constant), flush=True)


if __name__ == "__main__":
    main()

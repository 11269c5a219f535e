"""Starting the forum: the web server and the worker, together, until told to stop.

``./dev run`` and ``python wsgi.py`` both come here. This process loads the
forum once, brings the database up to date if asked, and stays as the parent of
the web server's processes (forked, so they start at once) and of the worker,
which is started again when it ends by itself. SIGINT or SIGTERM ends them all.
Why Granian: decision 0002.
"""

import argparse
import logging
import os
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from flask import Flask
from flask.cli import ScriptInfo
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from forum.kernel.companions import PATIENCE, Companion, end_with
from forum.kernel.db import db
from forum.kernel.errors import Misconfigured
from forum.kernel.web import assets

ROOT = Path(__file__).parent.parent


def serve(app: Flask, *, host: str, port: int, processes: int, threads: int) -> None:
    """Answer requests and do jobs until SIGINT or SIGTERM; then end everything within seconds."""
    with app.app_context():
        db.engine.dispose()  # the forked processes open connections of their own
        assets.version()  # read once, before forking: shared by all of them
    us = os.getpid()
    worker = Companion(
        [sys.executable, "-m", "flask", "--app", str(ROOT / "wsgi.py"), "worker", "--beside", str(us)]
    )
    server = Server(
        "forum",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.warning,
    )

    def load(_target: str) -> Callable:
        # Ctrl-C comes to the parent alone: a Granian process that hears of it twice does not end by itself
        os.setpgid(0, 0)
        end_with(us)
        return app

    worker.start()
    try:
        server.serve(target_loader=load)
    finally:
        worker.stop()


def start(create_app: Callable[[], Flask], arguments: Sequence[str]) -> int:
    """The command line of ``wsgi.py``; returns the exit status."""
    options = _options(arguments)
    if options.host:
        os.environ["FORUM_HOST"] = options.host
    if options.port:
        os.environ["FORUM_PORT"] = str(options.port)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app = create_app()
        host, port = app.config["HOST"], app.config["PORT"]
        if is_busy(host, port):
            return _failed(
                f"المنفذ {port} مشغول؛ يمكن اختيار غيره: ‎./dev run --port {port + 1}",
                f"Port {port} is busy; choose another one: ./dev run --port {port + 1}",
            )
        if options.set_up:
            set_up(app, empty=options.empty)
    except (Misconfigured, click.ClickException) as error:
        return _failed(str(error))
    except PermissionError as error:
        return _failed(
            f"لا يمكن الكتابة في {error.filename}؛ يلزم مجلد يقبل الكتابة.",
            f"{error.filename} cannot be written to; the forum needs a folder that can.",
        )
    if not options.set_up:
        print(f"منصّات · Minassat\n  http://{host}:{port}")
    print("\nCtrl-C: إيقاف · stop", flush=True)
    serve(app, host=host, port=port, processes=app.config["WEB_PROCESSES"], threads=app.config["WEB_THREADS"])
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev run", description="Start the forum.", allow_abbrev=False)
    parser.add_argument("--host", help="address to listen on (default: FORUM_HOST or 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default: FORUM_PORT or 5000)")
    parser.add_argument("--set-up", action="store_true", help="bring the database up to date first")
    parser.add_argument("--empty", action="store_true", help="set up without demonstration content")
    return parser.parse_args(arguments)


def set_up(app: Flask, *, empty: bool) -> None:
    """Run ``flask setup`` in this process."""
    app.cli.commands["setup"].main(
        args=["--empty"] if empty else [],
        prog_name="flask setup",
        standalone_mode=False,
        obj=ScriptInfo(create_app=lambda: app),
    )


def is_busy(host: str, port: int) -> bool:
    """Whether somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _failed(*sentences: str) -> int:
    print(*sentences, sep="\n", file=sys.stderr)
    return 1

"""Starting the forum: the web server and the worker, together, until told to stop.

``./dev run`` and ``python wsgi.py`` both come here. This process loads the
forum once, brings the database up to date if asked, and stays as the parent of
the web server's processes (forked, so they start at once) and of the worker,
which is started again when it ends by itself. SIGINT or SIGTERM ends them all.
Why Granian: decision 0002.
"""

import argparse
import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from flask import Flask
from flask.cli import ScriptInfo
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from forum.kernel.db import db
from forum.kernel.errors import Misconfigured
from forum.kernel.web import assets

log = logging.getLogger("forum.serving")

ROOT = Path(__file__).parent.parent
#: Seconds that a request or a job under way gets to end before its process is killed.
PATIENCE = 5
#: Seconds before the worker is started again: the first time, and at most.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
#: A worker that ran this long was well; the next pause is the first one again.
WELL_AFTER = 60.0


class Companion:
    """A process kept running beside the web server.

    One that ends by itself is started again after a pause, which doubles each
    time that it ends soon.
    """

    def __init__(self, command: Sequence[str], first_pause: float = FIRST_PAUSE) -> None:
        self.command = list(command)
        self.starts = 0
        self._first_pause = first_pause
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._thread = threading.Thread(target=self._keep_running, name="companion", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End the process: politely, then after ``PATIENCE`` for good."""
        with self._starting:
            self._stopping.set()
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._thread.join()

    def _keep_running(self) -> None:
        pause = self._first_pause
        while True:
            began = time.monotonic()
            with self._starting:
                if self._stopping.is_set():
                    return
                self._process = subprocess.Popen(
                    self.command, cwd=ROOT, stdin=subprocess.DEVNULL, preexec_fn=follower_of(os.getpid())
                )
                self.starts += 1
            code = self._process.wait()
            if time.monotonic() - began > WELL_AFTER:
                pause = self._first_pause
            if self._stopping.is_set():
                return
            log.error("the worker ended (%s); starting it again in %.0f s", code, pause)
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def follower_of(parent: int) -> Callable[[], None]:
    """What a new child process does first, to end when its parent says so or is killed, and at no other time.

    A process group of its own keeps it from the terminal's Ctrl-C: the parent
    gets that and passes it on in order. (A Granian process that hears of it
    twice does not end by itself.) Linux tells it of the parent's death by
    prctl PR_SET_PDEATHSIG; a parent that died even before is seen at once.
    """

    def follow() -> None:
        os.setpgid(0, 0)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, signal.SIGTERM)
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGTERM)

    return follow


def serve(app: Flask, *, host: str, port: int, processes: int, threads: int) -> None:
    """Answer requests and do jobs until SIGINT or SIGTERM; then end everything within seconds."""
    with app.app_context():
        db.engine.dispose()  # the forked processes open connections of their own
        assets.version()  # read once, before forking: shared by all of them
    worker = Companion([sys.executable, "-m", "flask", "--app", "wsgi", "worker"])
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

    follow = follower_of(os.getpid())

    def load(_target: str) -> Callable:
        follow()
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

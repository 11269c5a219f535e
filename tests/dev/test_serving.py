"""Starting the forum and stopping it: web server and worker together, and nothing left behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from forum.kernel import companions
from tests.architecture.house import ROOT

#: Seconds that anything here may take on a busy machine.
PATIENCE = 180


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the forum as ``./dev run`` does, in a folder of its own."""
    started = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "wsgi.py", "--port", str(port), *arguments], cwd=ROOT, text=True, process_group=0,
            env=os.environ | {"FORUM_FOLDER": str(tmp_path), "FORUM_WEB_PROCESSES": "2", "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def until(condition: Callable[[], object], what: str) -> object:
    """Wait for something; the test fails with its name if it never comes."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"never seen: {what}")


def answers(port: int) -> int | None:
    """The status of the home page, or nothing while nobody answers."""
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def children(pid: int) -> dict[int, str]:
    """The processes that a process started, with their command lines; one may end while it is looked at."""
    threads = [read(path) for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return {int(n): read(Path(f"/proc/{n}/cmdline")).replace("\0", " ") for n in set(" ".join(threads).split())}


def read(path: Path) -> str:
    """What a file of /proc says; nothing once its process has ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def worker_of(pid: int) -> int | None:
    """The process id of the worker."""
    return next((n for n, line in children(pid).items() if "flask" in line and "worker" in line), None)


def is_gone(pid: int) -> bool:
    """Whether a process has ended."""
    status = read(Path(f"/proc/{pid}/status"))
    return not status or re.search(r"^State:\s+Z", status, re.MULTILINE) is not None


def test_a_new_forum_starts_answers_and_stops_at_ctrl_c(start, port: int):
    forum = start("--set-up")
    assert until(lambda: answers(port), "an answer") == 200
    family = set(until(lambda: len(found := children(forum.pid)) == 3 and found, "two web processes and a worker"))

    os.killpg(forum.pid, signal.SIGINT)
    said, _ = forum.communicate(timeout=PATIENCE)

    assert forum.returncode == 0
    assert f"http://127.0.0.1:{port}" in said
    assert len(re.findall(r"^  \S+@\S+ +\S+", said, re.MULTILINE)) == 3
    assert "Traceback" not in said
    until(lambda: all(is_gone(pid) for pid in family), "the end of every process")
    assert answers(port) is None


def test_an_empty_forum_prints_the_link_for_its_first_administrator(start, port: int):
    forum = start("--set-up", "--empty")
    assert until(lambda: answers(port), "an answer") == 200

    forum.terminate()
    said, _ = forum.communicate(timeout=PATIENCE)

    assert forum.returncode == 0
    assert re.search(rf"http://127\.0\.0\.1:{port}/\S+", said)
    assert "demo" not in said


def test_a_worker_that_dies_is_started_again_and_a_killed_parent_leaves_nobody(start, port: int):
    forum = start("--set-up", "--empty")
    first = until(lambda: worker_of(forum.pid), "a worker")
    until(lambda: answers(port), "an answer")
    os.kill(first, signal.SIGKILL)
    second = until(lambda: (found := worker_of(forum.pid)) != first and found, "another worker")
    family = children(forum.pid)

    forum.kill()
    forum.wait()

    assert second in family
    until(lambda: all(is_gone(pid) for pid in family), "the end of every process")


def test_a_busy_port_gets_one_sentence(start, port: int):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        forum = start()
        said, _ = forum.communicate(timeout=PATIENCE)

    assert forum.returncode == 1
    assert said.splitlines() == [
        f"المنفذ {port} مشغول؛ يمكن اختيار غيره: \N{LEFT-TO-RIGHT MARK}./dev run --port {port + 1}",
        f"Port {port} is busy; choose another one: ./dev run --port {port + 1}",
    ]


def test_a_companion_is_started_again_each_time_it_ends():
    companion = companions.Companion([sys.executable, "-c", ""], first_pause=0.01)
    companion.start()
    until(lambda: companion.starts >= 3, "three starts")

    companion.stop()
    starts = companion.starts
    time.sleep(0.3)

    assert companion.starts == starts


def test_a_companion_that_will_not_end_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(companions, "PATIENCE", 0.3)
    ready = tmp_path / "ready"
    deaf = f"import signal, time; signal.signal(15, lambda *_: None); open({str(ready)!r}, 'w'); time.sleep(600)"
    companion = companions.Companion([sys.executable, "-c", deaf])
    companion.start()
    until(ready.exists, "a deaf process")

    began = time.monotonic()
    companion.stop()

    assert time.monotonic() - began < 10

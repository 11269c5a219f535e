"""The real forum as a process that can be killed, and a browser with cookies and forms only."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Forum:
    """The real forum as ``./dev run`` starts it: web server and worker, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        surroundings = {**os.environ, "FORUM_FOLDER": str(self.folder), "FORUM_WEB_PROCESSES": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "wsgi.py", "--set-up", "--port", str(self.port)],
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/sign-in", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the forum did not start within 90 s")

    def kill(self) -> None:
        """kill -9, all of it at once."""
        for pid in self.pids():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        deadline = time.monotonic() + 10
        while self.pids() and time.monotonic() < deadline:
            time.sleep(0.05)

    def pids(self) -> list[int]:
        """Every process that works in this forum's folder."""
        wanted = f"FORUM_FOLDER={self.folder}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and wanted in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
        return [pid for pid in found if pid != os.getpid()]


class Browser:
    """Cookies, forms and nothing else."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def cookies(self) -> str:
        """Its cookies, as a request carries them."""
        jar = next(h.cookiejar for h in self._opener.handlers if isinstance(h, urllib.request.HTTPCookieProcessor))
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

    def get(self, path: str) -> str:
        """A page's text."""
        with self._opener.open(self.address + path, timeout=30) as answer:
            return answer.read().decode()

    def post(self, path: str, form_on: str, **fields: str) -> str:
        """Send a form with the token of the page it stands on; returns where it led."""
        fields["csrf_token"] = TOKEN.search(self.get(form_on))[1]
        sent = urllib.request.Request(
            self.address + path, urllib.parse.urlencode(fields).encode(), headers={"Referer": self.address + form_on}
        )
        with self._opener.open(sent, timeout=30) as answer:
            return answer.geturl()

    def sign_in(self) -> None:
        """As the member of the demonstration."""
        self.post("/session", "/sign-in", email="member@demo.example", password="zaytoun-member")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

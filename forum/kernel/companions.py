"""Processes beside the web server: started with it, started again when they end, gone when it goes."""

import ctypes
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence

log = logging.getLogger("forum.companions")

#: Seconds that a process gets to end politely before it is killed.
PATIENCE = 5
#: Seconds before a companion is started again: the first time, and at most.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
#: A companion that ran this long was well; the next pause is the first one again.
WELL_AFTER = 60.0


class Companion:
    """A process kept running beside the web server.

    One that ends by itself is started again after a pause, which doubles each
    time that it ends soon.

    It is made by ``posix_spawn``: ``subprocess`` waits on a pipe for the news
    that the new program runs, and where the web server forks at that moment its
    child keeps the pipe open, so that the wait would have no end.
    """

    def __init__(self, command: Sequence[str], first_pause: float = FIRST_PAUSE) -> None:
        self.command = list(command)
        self.starts = 0
        self._first_pause = first_pause
        self._pid = 0
        self._is_stopping = threading.Event()
        self._changing = threading.Lock()
        self._thread = threading.Thread(target=self._keep_running, name="companion", daemon=True)

    def start(self) -> None:
        """Start the process, and keep it running; returns at once."""
        self._spawn()
        self._thread.start()

    def stop(self) -> None:
        """End the process: politely, then after ``PATIENCE`` for good."""
        with self._changing:
            self._is_stopping.set()
        self._tell(signal.SIGTERM)
        self._thread.join(PATIENCE)
        if self._thread.is_alive():
            self._tell(signal.SIGKILL)
            self._thread.join()

    def _spawn(self) -> bool:
        with self._changing:
            if self._is_stopping.is_set():
                return False
            nothing = (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)
            # a group of its own keeps it from the terminal's Ctrl-C, which we pass on in order
            self._pid = os.posix_spawnp(
                self.command[0], self.command, os.environ, file_actions=[nothing], setpgroup=0
            )
            self.starts += 1
        return True

    def _tell(self, number: signal.Signals) -> None:
        with self._changing:
            if self._pid:
                os.kill(self._pid, number)

    def _wait(self) -> int:
        """How the process ended; until it is collected here, its number is nobody else's."""
        os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOWAIT)
        with self._changing:
            _, status = os.waitpid(self._pid, 0)
            self._pid = 0
        return os.waitstatus_to_exitcode(status)

    def _keep_running(self) -> None:
        pause = self._first_pause
        while True:
            began = time.monotonic()
            code = self._wait()
            if time.monotonic() - began > WELL_AFTER:
                pause = self._first_pause
            if self._is_stopping.is_set():
                return
            log.error("%s ended (%s); starting it again in %.0f s", self.command[-1], code, pause)
            self._is_stopping.wait(pause)
            if not self._spawn():
                return
            pause = min(pause * 2, LONGEST_PAUSE)


def end_with(parent: int) -> None:
    """Make this process, a child of ``parent``, get SIGTERM when that is killed.

    Linux tells a child of its parent's death by prctl PR_SET_PDEATHSIG; a
    parent that died even before this call is seen at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)

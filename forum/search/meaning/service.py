"""Asking for what is near in meaning: a socket in the forum's folder, answered by the worker.

Web processes load no model and hold no vectors. They wait a moment; where nobody
answers, people get what was found by words.
"""

import json
import logging
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer

from forum.search.meaning.nearest import Near

log = logging.getLogger(__name__)

#: A web process waits so many seconds for an answer.
PATIENCE = 0.25
#: Longer questions and answers are none of ours.
LONGEST = 65_536

Answering = Callable[[str, int], list[Near]]


def ask(place: Path, text: str, size: int, patience: float = PATIENCE) -> list[Near]:
    """What the worker finds near to a text; nothing where it does not answer in time."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(patience)
            line.connect(str(place))
            line.sendall(json.dumps({"text": text, "size": size}).encode() + b"\n")
            with line.makefile("rb") as answer:
                return [Near(str(key), float(likeness)) for key, likeness in json.loads(answer.readline(LONGEST))]
    except (OSError, ValueError, TypeError):
        return []


class _Handler(StreamRequestHandler):
    timeout = 5

    def handle(self) -> None:
        """One question, one line of answer; whatever goes wrong, no answer."""
        try:
            asked = json.loads(self.rfile.readline(LONGEST))
            found = self.server.answering(str(asked["text"]), min(100, int(asked["size"])))
            self.wfile.write(json.dumps(found).encode() + b"\n")
        except Exception:
            log.exception("a question about meaning was not answered")


class Service(ThreadingUnixStreamServer):
    """Answers in threads of their own until it is closed."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, place: Path, answering: Answering) -> None:
        self.answering = answering
        self._place = place
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        before = os.umask(0o177)  # nobody else may ask
        try:
            super().__init__(str(place), _Handler)
        finally:
            os.umask(before)

    def begin(self) -> None:
        """Answer from now on, beside whatever the process does."""
        threading.Thread(target=self.serve_forever, name="meaning", daemon=True).start()

    def end(self) -> None:
        """Answer no more."""
        self.shutdown()
        self.server_close()
        self._place.unlink(missing_ok=True)

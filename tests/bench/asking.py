"""A small, tireless reader: asks one address over a few open connections and counts the answers.

It is written on sockets because the ready-made clients of Python are slower
than the server that they would measure.
"""

import re
import selectors
import socket
import time
from dataclasses import dataclass

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass
class Measured:
    """What a page cost."""

    status: int
    size: int
    per_second: float
    median: float
    slowest: float


class Connection:
    """One connection that always has one request under way."""

    def __init__(self, address: tuple[str, int], request: bytes) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = request
        self._read = b""
        self.status = self.size = 0
        self.began = 0.0

    def ask(self) -> None:
        """Send the request."""
        self.began = time.perf_counter()
        self.socket.sendall(self._request)

    def answered(self) -> bool:
        """Take what arrived; true when the answer is whole."""
        arrived = self.socket.recv(262_144)
        if not arrived:
            raise ConnectionError("the server closed the connection")
        self._read += arrived
        head, found, body = self._read.partition(b"\r\n\r\n")
        length = LENGTH.search(head) if found else None
        if not length or len(body) < int(length[1]):
            return False
        self.status, self.size = int(head[9:12]), int(length[1])
        self._read = b""
        return True


def measure(address: tuple[str, int], path: str, cookie: str, *, seconds: float, connections: int = 8) -> Measured:
    """Ask one page again and again for some seconds, after a few answers to warm up."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\nAccept-Encoding: br\r\nCookie: {cookie}\r\n\r\n"
    ).encode()
    asked = [Connection(address, request) for _ in range(connections)]
    for connection in asked * 3:
        connection.ask()
        while not connection.answered():
            pass
    waiting = selectors.DefaultSelector()
    for connection in asked:
        waiting.register(connection.socket, selectors.EVENT_READ, connection)
        connection.ask()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for key, _ in waiting.select(timeout=1):
            if key.data.answered():
                times.append(time.perf_counter() - key.data.began)
                key.data.ask()
    for connection in asked:
        connection.socket.close()
    times.sort()
    first = asked[0]
    return Measured(
        first.status, first.size, len(times) / seconds, times[len(times) // 2], times[int(len(times) * 0.99)]
    )

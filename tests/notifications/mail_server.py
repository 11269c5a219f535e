"""A real SMTP server on the loopback for tests: keeps what it gets, refuses whom it is told to."""

import email
import socket
from email import policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


def free_port() -> int:
    """A port where nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PostOffice:
    """Keeps every mail with its envelope; ``refusals`` maps a recipient to the answer it gets."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        self._server: Controller | None = None
        self.recipients: list[list[str]] = []
        self.refusals: dict[str, str] = {}

    def open(self) -> None:
        """Listen."""
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)
        self._server.start()

    def close(self) -> None:
        """Go away, if there."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # the name is aiosmtpd's
        """Take a recipient, or give the answer that was asked for."""
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        """Keep a mail."""
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 kept"


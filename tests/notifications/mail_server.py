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
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refusals: dict[str, str] = {}

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


def opened(office: PostOffice, port: int) -> Controller:
    """The server, listening."""
    server = Controller(office, hostname="127.0.0.1", port=port)
    server.start()
    return server

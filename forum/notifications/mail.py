"""Writing a mail and bringing it to the server, or into a folder where there is none."""

import hashlib
import logging
import smtplib
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from forum.kernel import clock
from forum.kernel.jobs import JobKind
from forum.notifications import mailbox

log = logging.getLogger("forum.mail")

#: The job that sends one mail.
SEND = "mail.send"
#: How long to wait for a server's word, in seconds.
PATIENCE = 15
#: A server that did not answer is left alone so long, so that a queue of mails does not
#: keep the worker from everything else.
REST = 60
#: Mail over TLS from the first byte (RFC 8314).
SUBMISSIONS = 465


class ArabicHeaders(EmailPolicy):
    """Headers that are not ASCII, folded by ``Header``: Python's newer folding loses spaces between words.

    Spaces between two encoded words are not shown (RFC 2047, section 6.2), so they have to be inside.
    """

    def fold(self, name: str, value: Any) -> str:
        """A header as lines that mail servers take."""
        if name.lower() != "subject" or str(value).isascii():
            return super().fold(name, value)
        encoded = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {encoded}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


def send(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Send each mail: ``to``, ``subject``, ``text``, and perhaps ``html``, ``locale``, ``unsubscribe``."""
    for payload in payloads:
        mailer().deliver(message(**payload))


def message(
    to: str, subject: str, text: str, html: str = "", locale: str = "ar",
    unsubscribe: str = "", occasion: str = "",
) -> EmailMessage:
    """Write a mail. Header values are one line each, the recipient one plain address.

    The Message-ID follows from the content and the ``occasion``, so that a mail
    that was tried again and arrived twice is shown once.

    Raises:
        Invalid: ``to`` is not one plain address.
    """
    sender = current_app.config["MAIL_SENDER"]
    mail = EmailMessage(policy=ArabicHeaders(linesep="\r\n"))
    mail["From"] = Address("Minassat منصّات", addr_spec=sender)
    mail["To"] = Address(addr_spec=mailbox.address(to))
    mail["Subject"] = mailbox.one_line(subject)
    mail["Date"] = clock.now()
    mail["Message-ID"] = f"<{_digest(to, subject, text, occasion)}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    if unsubscribe:
        mail["List-Unsubscribe"] = f"<{mailbox.one_line(unsubscribe)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(text, charset="utf-8", cte="base64")
    if html:
        mail.add_alternative(html, subtype="html", charset="utf-8", cte="base64")
    mail["Content-Language"] = locale  # last: adding a part would move it to the first one
    return mail


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "replace")
    return hashlib.blake2b(joined, digest_size=16).hexdigest()


@dataclass
class Mailer:
    """Brings mails to an SMTP server; without one, and for invented people, into ``outbox``."""

    server: str
    port: int
    user: str
    password: str
    starttls: bool
    outbox: Path
    rests_until: float = 0.0

    @classmethod
    def of(cls, app: Flask) -> "Mailer":
        """The one that the settings describe."""
        config = app.config
        return cls(
            config["MAIL_SERVER"], config["MAIL_PORT"], config["MAIL_USER"], config["MAIL_PASSWORD"],
            config["MAIL_STARTTLS"], Path(config["FOLDER"]) / "outbox",
        )

    def deliver(self, mail: EmailMessage) -> None:
        """Hand a mail over.

        A mail that the server refuses for good is noted and dropped.

        Raises:
            OSError, smtplib.SMTPException: not now; try again later.
        """
        if not self.server or mailbox.is_reserved(_mailboxes(mail, "To")[0]):
            self._keep(mail)
            return
        if time.monotonic() < self.rests_until:
            raise ConnectionError(f"{self.server} did not answer a moment ago")
        try:
            connection = self._connect()
        except OSError:  # of which smtplib's errors are a kind
            self.rests_until = time.monotonic() + REST
            raise
        with connection:
            self._hand_over(connection, mail)

    def _connect(self) -> smtplib.SMTP:
        if self.port == SUBMISSIONS:
            connection = smtplib.SMTP_SSL(
                self.server, self.port, timeout=PATIENCE, context=ssl.create_default_context()
            )
        else:
            connection = smtplib.SMTP(self.server, self.port, timeout=PATIENCE)
        if self.starttls:
            connection.starttls(context=ssl.create_default_context())
        if self.user:
            connection.login(self.user, self.password)
        return connection

    def _hand_over(self, connection: smtplib.SMTP, mail: EmailMessage) -> None:
        try:
            connection.send_message(mail, *_mailboxes(mail, "From"), _mailboxes(mail, "To"))
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
            code, words = _answer(error)
            if not 500 <= code < 600:
                raise
            log.warning("%s refused a mail for good: %s %s", self.server, code, words)

    def _keep(self, mail: EmailMessage) -> None:
        """Write a mail as a file that every mail program opens."""
        self.outbox.mkdir(parents=True, exist_ok=True)
        name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{time.monotonic_ns() % 1_000_000}.eml"
        unfinished = self.outbox / f".{name}"
        unfinished.write_bytes(mail.as_bytes())
        unfinished.rename(self.outbox / name)


def _mailboxes(mail: EmailMessage, header: str) -> list[str]:
    return [one.addr_spec for one in mail[header].addresses]


def _answer(error: smtplib.SMTPException) -> tuple[int, str]:
    """The server's code and words."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    else:
        code, words = error.smtp_code, error.smtp_error
    return code, words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)


def mailer() -> Mailer:
    """The forum's way to send mail."""
    return current_app.extensions["mailer"]


SENDING = JobKind(SEND, send, waits=True)

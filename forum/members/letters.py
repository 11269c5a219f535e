"""Mails about accounts, written in the language of the person who gets them."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import current_app

from forum.kernel import clock
from forum.kernel.i18n import force_locale, gettext as _, moment, named
from forum.kernel.jobs import JobKind, enqueue
from forum.members import actions, addresses, queries, rules
from forum.members.models import Member

#: The job that sends a mail; whoever brings the mail service takes it.
SEND = "mail.send"


def address(path: str) -> str:
    """A page of ours as a mail has to write it."""
    return current_app.config["PUBLIC_ADDRESS"] + path


def send(to: str, locale: str, write: Callable[[], tuple[str, Sequence[str]]]) -> None:
    """Leave a mail for sending.

    Args:
        write: gives subject and paragraphs; called in the language of ``locale``.
    """
    with force_locale(locale):
        subject, paragraphs = write()
        text = "\n\n".join([*paragraphs, _("Minassat, the exchange platforms of the local authorities")])
    enqueue(SEND, to=to, locale=locale, subject=subject, text=text + "\n")


def send_invitation(member: Member, key: str, platform: Any) -> None:
    """Tell a new member that the request for a platform was approved and how to come in."""

    def write() -> tuple[str, list[str]]:
        return _("Your membership is approved"), [
            _("Hello %(name)s,", name=member.name),
            _("Your request is approved: you now have a seat on the platform “%(platform)s”.",
              platform=named(platform)),
            _("Open this link to set your password and sign in:"),
            address(addresses.of_invitation(key)),
            _until(rules.JOIN),
        ]

    send(member.email, member.locale, write)


def send_password_link(member: Member, key: str) -> None:
    """Send a link for a new password."""

    def write() -> tuple[str, list[str]]:
        return _("A new password for Minassat"), [
            _("Hello %(name)s,", name=member.name),
            _("Open this link to set a new password:"),
            address(addresses.of_invitation(key)),
            _until(rules.NEW_PASSWORD),
            _("If you did not ask for it, do nothing: your password stays as it is."),
        ]

    send(member.email, member.locale, write)


def tell_password_changed(member: Member) -> None:
    """Say that the password was changed, so that a stranger's change does not stay unseen."""

    def write() -> tuple[str, list[str]]:
        return _("Your password was changed"), [
            _("Hello %(name)s,", name=member.name),
            _("The password of your account was changed on %(when)s. All other browsers were signed out.",
              when=moment(clock.now())),
            _("If it was not you, set a new password at once: “Forgot password?” on the sign-in page."),
            address(addresses.of_sign_in()),
        ]

    send(member.email, member.locale, write)


def tell_address_changed(member: Member, earlier: str) -> None:
    """Say to the old and to the new address that the account has a new one."""

    def write() -> tuple[str, list[str]]:
        return _("Your account has a new mail address"), [
            _("Hello %(name)s,", name=member.name),
            _("An administrator changed the mail address of your account to %(email)s. Sign in with it from now on.",
              email=member.email),
            _("If you did not ask for this, answer this mail."),
            address(addresses.of_sign_in()),
        ]

    for to in (earlier, member.email):
        send(to, member.locale, write)


def write_password_links(payloads: Sequence[dict[str, Any]]) -> None:
    """Answer people who forgot their password; an address without an account gets nothing."""
    for payload in payloads:
        member = queries.by_email(payload["email"])
        if member is not None:
            send_password_link(member, actions.invite(member, rules.NEW_PASSWORD))


def _until(purpose: str) -> str:
    until = clock.now() + rules.INVITATIONS[purpose]
    return _("The link works once, until %(until)s.", until=moment(until))


PASSWORD_LINKS = JobKind(actions.PASSWORD_LINK, write_password_links, batch=20)

"""Mails about requests and seats, in the language of the person who gets them."""

from forum.kernel.i18n import gettext as _, named
from forum.members.addresses import of_sign_in
from forum.members.letters import address, send, send_invitation
from forum.members.models import Member, MembershipRequest
from forum.platforms.actions import Approval
from forum.platforms.models import Platform


def of_platform(platform: Platform) -> str:
    """The page of a platform."""
    return f"/platforms/{platform.slug}"


def tell_received(request: MembershipRequest, platform: Platform) -> None:
    """Confirm that a request from outside arrived, and say who sees it."""

    def write() -> tuple[str, list[str]]:
        return _("Your request for membership has arrived"), [
            _("Hello %(name)s,", name=request.name),
            _("Your request for a seat on the platform “%(platform)s” is pending approval. "
              "A moderator of the platform reads it and answers by mail.", platform=named(platform)),
            _("If it was not you who asked, do nothing, or answer this mail."),
        ]

    send(request.email, request.locale, write)


def tell_approved(approval: Approval) -> None:
    """Invite a new member; tell a present one about the new seat."""
    if approval.key is not None:
        send_invitation(approval.member, approval.key, approval.platform)
        return

    def write() -> tuple[str, list[str]]:
        return _("You have a new seat"), [
            _("Hello %(name)s,", name=approval.member.name),
            _("Your request is approved: you now have a seat on the platform “%(platform)s”.",
              platform=named(approval.platform)),
            address(of_platform(approval.platform)),
        ]

    send(approval.member.email, approval.member.locale, write)


def tell_refused(request: MembershipRequest, platform: Platform) -> None:
    """Say that a request was not approved, and why."""

    def write() -> tuple[str, list[str]]:
        return _("About your request for membership"), [
            _("Hello %(name)s,", name=request.name),
            _("Your request for a seat on the platform “%(platform)s” was not approved.", platform=named(platform)),
            _("The reason: %(reason)s", reason=request.reason),
            _("You may ask again when things have changed."),
            address(of_sign_in()),
        ]

    send(request.email, request.locale, write)


def tell_removed(member: Member, platform: Platform, reason: str) -> None:
    """Say that a seat was taken back, and why."""

    def write() -> tuple[str, list[str]]:
        return _("Your seat was taken back"), [
            _("Hello %(name)s,", name=member.name),
            _("You no longer have a seat on the platform “%(platform)s”. What you wrote there stays.",
              platform=named(platform)),
            _("The reason: %(reason)s", reason=reason),
            address(of_platform(platform)),
        ]

    send(member.email, member.locale, write)

"""Naming delegates, giving voices, answering them, signing."""

from forum.activity.actions import record
from forum.exports.tree import fingerprint as sha256
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid
from forum.kernel.i18n import gettext as _
from forum.papers.documents import Paper
from forum.papers.endorsements import queries, rules
from forum.papers.endorsements.models import Signature, Voice, VoiceAnswer
from forum.papers.endorsements.policy import CanSign, CanSpeak, signing_gate, speaking_gate
from forum.platforms.delegates import Delegate
from forum.platforms.models import Platform


def name_delegate(platform: Platform, member_id: int, *, by: Actor) -> Delegate:
    """Let a person give the voice of their authority; whoever did so before does no longer.

    Raises:
        Invalid: the person has no seat on the platform, or works at no authority.
    """
    person = next((row for row in queries.candidates(platform.id) if row.id == member_id), None)
    if person is None:
        raise Invalid(_("Choose somebody of an authority with a seat on this platform."))
    known = db.session.get(Delegate, (platform.id, person.authority_id), with_for_update=True)
    if known is None:
        known = Delegate(platform_id=platform.id, authority_id=person.authority_id)
        db.session.add(known)
    known.member_id, known.named_by_id, known.at = member_id, by.member_id, clock.now()
    record("delegate.named", platform, by=by, member_id=member_id, authority_id=person.authority_id)
    return known


def end_delegation(platform: Platform, authority_id: int, *, by: Actor) -> None:
    """Leave an authority without a delegate; voices that were given stay."""
    known = db.session.get(Delegate, (platform.id, authority_id))
    if known is not None:
        db.session.delete(known)
        record("delegate.ended", platform, by=by, member_id=known.member_id, authority_id=authority_id)


def speak(paper: Paper, stand: str, reason: str, proposal: str, *, by: Actor) -> Voice:
    """Say what one's authority says, as its delegate; or what one thinks, as a colleague.

    Raises:
        Refused: it is not the time or not the person; the sentence says which.
        Invalid: an objection without a reason or without a proposed change, a reservation without its words.
    """
    _hold(paper)
    hearing = queries.hearing(by, paper)
    is_voice = bool(speaking_gate.may(by, CanSpeak.GIVE_VOICE, hearing))
    if not is_voice:
        speaking_gate.require(by, CanSpeak.SAY_OPINION, hearing)
    reason, proposal = reason.strip(), proposal.strip()
    if is_voice and (missing := what_is_missing(stand, reason, proposal)):
        raise Invalid(" ".join(missing.values()))
    version = queries.newest_version(paper)
    made = Voice(
        paper_id=paper.id, fingerprint=version.fingerprint, authority_id=by.authority_id, member_id=by.member_id,
        job_title=by.job_title, is_the_authoritys=is_voice, stand=stand, reason=reason, proposal=proposal,
        at=clock.now(), answer=None,
    )
    db.session.add(made)
    db.session.flush()
    if is_voice:
        record("paper.voice_given", paper, by=by, platform_id=paper.platform_id, stand=stand)
    else:
        record("paper.opinion_said", paper, by=by, platform_id=paper.platform_id)
    return made


def what_is_missing(stand: str, reason: str, proposal: str) -> dict[str, str]:
    """What a delegate still has to write, by the name of the field."""
    missing = {}
    if stand in rules.IN_WORDS and not reason:
        missing["reason"] = _("Write the reason: it is printed with the paper under the name of your authority.")
    if stand == rules.OBJECT and not proposal:
        missing["proposal"] = _("Write the change with which your authority could agree.")
    return missing


def answer(voice: Voice, text: str, *, by: Actor) -> None:
    """Answer a reservation or an objection; the answer is printed beneath it."""
    if voice.answer is None:
        voice.answer = VoiceAnswer(text=text.strip(), member_id=by.member_id, at=clock.now())
    else:
        voice.answer.text, voice.answer.member_id, voice.answer.at = text.strip(), by.member_id, clock.now()
    record("paper.voice_answered", voice, by=by, paper_id=voice.paper_id, member_id=voice.member_id)


def sign(paper: Paper, fingerprint: str, *, by: Actor) -> Signature:
    """Sign, for the office whose turn it is, the text that the signer has read.

    Args:
        fingerprint: of the text that was before the signer.

    Raises:
        Refused: it is not the person's turn.
        Conflict: that is not the text in sign-off.
    """
    _hold(paper)
    version = queries.newest_version(paper)
    sign_off = queries.sign_off(paper, version)
    signing_gate.require(by, CanSign.SIGN, sign_off)
    if fingerprint != version.fingerprint or sha256(version.canonical) != version.fingerprint:
        raise Conflict(_("The text is not the one that you read. Read it again before you sign."))
    made = Signature(
        paper_id=paper.id, version_id=version.id, fingerprint=version.fingerprint, office=sign_off.turn,
        member_id=by.member_id, name=by.name, job_title=by.job_title, at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    following = queries.sign_off(paper, version).turn
    record("paper.signed", paper, by=by, platform_id=paper.platform_id, office=made.office, next_office=following)
    return made


def _hold(paper: Paper) -> None:
    """Let nobody else take a step with the paper meanwhile."""
    db.session.flush()
    db.session.refresh(paper, ["state", "version"], with_for_update=True)

"""Who may do what with issue files, evidence and papers."""

from enum import Enum, auto

from sqlalchemy import ColumnElement, false, or_, true

from forum.kernel import clock
from forum.kernel.access import Actor, Gate, Rule, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.members.rules import EXECUTIVE, LEGAL_UNIT
from forum.papers import rules
from forum.papers.documents import Paper
from forum.papers.models import Evidence, IssueFile
from forum.papers.reviews import Comment
from forum.platforms.models import Platform


class CanCollect(Enum):
    """What can be done with a platform's issue files, or with one of them."""

    READ = auto()
    COLLECT = auto()
    DRAFT = auto()


class CanEvidence(Enum):
    """What can be done with a card (its issue file and consent loaded)."""

    READ = auto()
    WITHDRAW = auto()
    ANSWER = auto()


class CanComment(Enum):
    """What can be done with a comment (its paper and dispositions loaded)."""

    READ = auto()
    DISPOSE = auto()
    ANSWER = auto()
    ADOPT = auto()


class Can(Enum):
    """What can be done with a paper."""

    READ = auto()
    READ_DRAFT = auto()
    READ_COMMENTS = auto()
    EXPORT = auto()
    COMMENT = auto()
    EDIT = auto()
    SEND_TO_REVIEW = auto()
    OPEN_ENDORSEMENT = auto()
    OPEN_SIGNING = auto()
    RETURN = auto()
    PUBLISH = auto()
    REVISE = auto()
    SUPERSEDE = auto()
    WITHDRAW = auto()


def _platform_of(thing: IssueFile | Paper | Evidence | Platform) -> int:
    return thing.id if isinstance(thing, Platform) else thing.platform_id


@rule(_l("Issue files and drafts are the work of the moderators of the platform and of the association."))
def works_here(actor: Actor, thing: IssueFile | Paper | Evidence | Platform) -> bool:
    """Moderates the platform, or speaks for the association."""
    return actor.is_association or _platform_of(thing) in actor.moderates


@rule(_l("The legal and technical unit and the executive committee read a paper when it comes to their signature."))
def signs_for_the_association(actor: Actor, _thing: object) -> bool:
    """Holds an office that signs papers."""
    return bool(actor.offices & {LEGAL_UNIT, EXECUTIVE})


@rule(_l("Members of the platform read this paper when it comes to review."))
def sits_here(actor: Actor, paper: Paper) -> bool:
    """Has a seat on the platform."""
    return paper.platform_id in actor.platforms


@rule(_l("Only the association publishes under its name, once the paper is endorsed and signed."))
def is_of_the_association(actor: Actor, _thing: object) -> bool:
    """Speaks for the association."""
    return actor.is_association


@rule(_l("The paper is not published yet."))
def has_published_version(_actor: Actor, paper: Paper) -> bool:
    """Visitors can read a version of it."""
    return paper.is_published


@rule(_l("The text is frozen in this state. Return the paper to drafting to change it."))
def is_draft(_actor: Actor, paper: Paper) -> bool:
    """Can be written in."""
    return paper.state == rules.DRAFT


@rule(_l("The paper is not under review."))
def is_in_review(_actor: Actor, paper: Paper) -> bool:
    """Members are commenting."""
    return paper.state == rules.REVIEW


@rule(_l("Members review a paper before authorities endorse it, and a paper is endorsed once."))
def is_being_written_or_reviewed(_actor: Actor, paper: Paper) -> bool:
    """May still come before the authorities."""
    return paper.state in (rules.DRAFT, rules.REVIEW)


@rule(_l("The paper is not in endorsement."))
def is_in_endorsement(_actor: Actor, paper: Paper) -> bool:
    """Authorities are giving their voices."""
    return paper.state == rules.ENDORSEMENT


@rule(_l("The paper is not in sign-off. Authorities endorse it first, then the offices sign it."))
def is_in_signing(_actor: Actor, paper: Paper) -> bool:
    """The offices are signing."""
    return paper.state == rules.SIGNING


@rule(_l("The text is open for writing, or published already."))
def is_on_the_way(_actor: Actor, paper: Paper) -> bool:
    """Frozen for review, endorsement or sign-off."""
    return paper.state in rules.ON_THE_WAY


@rule(_l("Only a published paper can be withdrawn, superseded or revised."))
def is_published(_actor: Actor, paper: Paper) -> bool:
    """Stands published."""
    return paper.state == rules.PUBLISHED


@rule(_l("This card was withdrawn already."))
def card_is_in_use(_actor: Actor, card: Evidence) -> bool:
    """Not withdrawn."""
    return not card.is_withdrawn


@rule(_l("Only the person who wrote these words decides how they are named."))
def wrote_the_words(actor: Actor, card: Evidence) -> bool:
    """Is the cited author."""
    return actor.wrote(card.author_id)


@rule(_l("The time to answer is over. Write to a moderator of the platform."))
def may_still_answer(_actor: Actor, card: Evidence) -> bool:
    """The author was asked and still has time."""
    return card.consent is not None and clock.now() < card.consent.due_at and not card.is_withdrawn


@rule(_l("This comment has its answer."))
def is_open(_actor: Actor, comment: Comment) -> bool:
    """Nobody said what becomes of it, or its author disagrees."""
    return comment.is_open


@rule(_l("Its author disagrees with your rejection. Another moderator has to look at it."))
def did_not_reject_it(actor: Actor, comment: Comment) -> bool:
    """Is not the one whose rejection the author disputes."""
    last = comment.disposition
    rejected = last is not None and last.is_disputed and last.outcome == rules.REJECTED
    return not (rejected and last.member_id == actor.member_id)


@rule(_l("Only the person who wrote the comment says whether it is answered."))
def wrote_the_comment(actor: Actor, comment: Comment) -> bool:
    """Is the comment's author."""
    return actor.is_signed_in and comment.member_id == actor.member_id


@rule(_l("There is nothing to answer."))
def waits_for_its_author(_actor: Actor, comment: Comment) -> bool:
    """Somebody said what becomes of it, and the author has not answered yet."""
    return comment.disposition is not None and comment.disposition.is_satisfying is None


@rule(_l("There is no accepted wording to take over."))
def has_accepted_wording(_actor: Actor, comment: Comment) -> bool:
    """Proposes a wording that was accepted and is not in the text yet."""
    return comment.is_adoptable and comment.section_id is not None


def of_paper(paper_rule: Rule) -> Rule:
    """The same rule, asked about the paper of the comment in hand."""
    return Rule(lambda actor, comment: paper_rule(actor, comment.paper), paper_rule.name)


COLLECTING = dict.fromkeys(CanCollect, works_here)

EVIDENCE = {
    CanEvidence.READ: any_of(works_here, wrote_the_words),
    CanEvidence.WITHDRAW: all_of(any_of(works_here, wrote_the_words), card_is_in_use),
    CanEvidence.ANSWER: all_of(wrote_the_words, may_still_answer),
}

read_comments = any_of(works_here, all_of(is_on_the_way, sits_here))
read_draft = any_of(read_comments, all_of(is_in_signing, signs_for_the_association))

POLICY = {
    Can.READ: any_of(has_published_version, read_draft),
    Can.READ_DRAFT: read_draft,
    Can.READ_COMMENTS: read_comments,
    Can.EXPORT: any_of(has_published_version, read_draft),
    Can.COMMENT: all_of(any_of(sits_here, works_here), is_in_review),
    Can.EDIT: all_of(works_here, is_draft),
    Can.SEND_TO_REVIEW: all_of(works_here, is_draft),
    Can.OPEN_ENDORSEMENT: all_of(works_here, is_being_written_or_reviewed),
    Can.OPEN_SIGNING: all_of(works_here, is_in_endorsement),
    Can.RETURN: all_of(any_of(works_here, all_of(is_in_signing, signs_for_the_association)), is_on_the_way),
    Can.PUBLISH: all_of(is_of_the_association, is_in_signing),
    Can.REVISE: all_of(works_here, is_published),
    Can.SUPERSEDE: all_of(is_of_the_association, is_published),
    Can.WITHDRAW: all_of(is_of_the_association, is_published),
}

COMMENTS = {
    CanComment.READ: any_of(of_paper(read_comments), wrote_the_comment),
    CanComment.DISPOSE: all_of(of_paper(works_here), is_open, did_not_reject_it),
    CanComment.ANSWER: all_of(wrote_the_comment, waits_for_its_author),
    CanComment.ADOPT: all_of(of_paper(all_of(works_here, is_draft)), has_accepted_wording),
}

collecting_gate = Gate(COLLECTING)
comment_gate = Gate(COMMENTS)
evidence_gate = Gate(EVIDENCE)
gate = Gate(POLICY)


def collectable_by(actor: Actor) -> ColumnElement[bool]:
    """``CanCollect.READ`` for lists, as SQL over ``IssueFile``."""
    return true() if actor.is_association else IssueFile.platform_id.in_(actor.moderates)


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """``Can.READ`` for lists, as SQL over ``Paper``; a test keeps the twins equal."""
    if actor.is_association:
        return true()
    return or_(
        Paper.published_number.is_not(None),
        Paper.platform_id.in_(actor.moderates) if actor.moderates else false(),
        Paper.state.in_(rules.ON_THE_WAY) & Paper.platform_id.in_(actor.platforms),
        Paper.state == rules.SIGNING if signs_for_the_association(actor, None) else false(),
    )

"""Words and numbers of issue files and papers, each number with its reason."""

import re
from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l

TITLE_MIN = 8
#: Two lines on a title page.
TITLE_MAX = 200
HEADING_MAX = 160
QUESTION_MAX = 1_000
NOTE_MAX = 500
#: A claim is one sentence that can be true or false.
CLAIM_MAX = 400
#: The longest section of a guide seen is about 15,000 characters.
SECTION_MAX = 30_000
#: A paper of 60 sections is a book; beyond it the page no longer serves its reader.
SECTIONS_MAX = 80
ADDRESSEES_MAX = 600
REASON_MAX = 500
COMMENT_MAX = 4_000
MINORITY_MAX = 2_000

#: A call becomes a thread, whose titles are shorter than papers'.
CALL_TITLE_MAX = 160

#: How long a cited author may choose attribution, correct or withdraw.
CONSENT_TIME = timedelta(days=7)
#: How long a call for experiences stays open unless somebody says otherwise.
CALL_TIME = timedelta(days=15)
#: How long members may comment on a paper in review.
REVIEW_TIME = timedelta(days=21)

POSITION_PAPER, GUIDE = "position_paper", "guide"
KINDS = {POSITION_PAPER: _l("Position paper"), GUIDE: _l("Guide")}

DRAFT, REVIEW, PUBLISHED, WITHDRAWN = "draft", "review", "published", "withdrawn"
SUPERSEDED = "superseded"
ENDORSEMENT, SIGNING = "endorsement", "signing"
#: In the order in which a paper goes through them.
STATES = {
    DRAFT: _l("Draft"),
    REVIEW: _l("Under review"),
    ENDORSEMENT: _l("In endorsement"),
    SIGNING: _l("In sign-off"),
    PUBLISHED: _l("Published"),
    SUPERSEDED: _l("Superseded by another paper"),
    WITHDRAWN: _l("Withdrawn"),
}
#: States in which nothing is written any more: the published version is what there is.
STANDS = frozenset({PUBLISHED, SUPERSEDED, WITHDRAWN})
#: States of a paper that no longer stands.
PAST = frozenset({SUPERSEDED, WITHDRAWN})

#: States in which the text is frozen and on its way; members of the platform read along.
ON_THE_WAY = frozenset({REVIEW, ENDORSEMENT, SIGNING})
#: Of these the frozen version is shown and not the draft: it is what is endorsed and signed.
BY_VERSION = frozenset({ENDORSEMENT, SIGNING})

SUPPORTS, CONTRADICTS, QUALIFIES, CONTEXT = "supports", "contradicts", "qualifies", "context"
STANCES = {
    SUPPORTS: _l("Supports"),
    CONTRADICTS: _l("Contradicts"),
    QUALIFIES: _l("Qualifies"),
    CONTEXT: _l("Gives context"),
}

FIRST_HAND, NUMBER, PRACTICE, LEGAL, OPINION = "first_hand", "number", "practice", "legal", "opinion"
EVIDENCE_KINDS = {
    FIRST_HAND: _l("First-hand fact"),
    NUMBER: _l("Number"),
    PRACTICE: _l("Practice carried out"),
    LEGAL: _l("Legal text"),
    OPINION: _l("Opinion"),
}

#: Kinds of evidence that the author saw or did.
SEEN_ITSELF = frozenset({FIRST_HAND, NUMBER, PRACTICE})

#: Two towns may share a neighbour's story; three in two regions are a pattern.
MEDIUM_FROM = 3
#: The programme's own rule of thumb for "several authorities" in a paper.
HIGH_FROM = 5
#: So many contradicting authorities are heard in print, or an answer to them is.
MINORITY_FROM = 2
CONFIDENCES = {
    "low": _l("Low confidence"),
    "medium": _l("Medium confidence"),
    "high": _l("High confidence"),
}

GENERAL, TECHNICAL, EDITORIAL, OBJECTION = "general", "technical", "editorial", "objection"
COMMENT_KINDS = {
    GENERAL: _l("General remark"),
    TECHNICAL: _l("Technical remark"),
    EDITORIAL: _l("Editorial remark"),
    OBJECTION: _l("Objection"),
}
ACCEPTED, PARTLY, REJECTED, DUPLICATE = "accepted", "partly", "rejected", "duplicate"
OUTCOMES = {
    ACCEPTED: _l("Accepted"),
    PARTLY: _l("Partly accepted"),
    REJECTED: _l("Rejected"),
    DUPLICATE: _l("Said by others too"),
}
#: Outcomes after which a proposed wording is taken into the text.
ADOPTED = frozenset({ACCEPTED, PARTLY})

BY_NAME, BY_AUTHORITY, BY_PLACE = "name", "authority", "place"
ATTRIBUTIONS = {
    BY_NAME: _l("My name, job and authority"),
    BY_AUTHORITY: _l("My authority, without my name"),
    BY_PLACE: _l("Only the type and region of my authority"),
}

#: The parts that a Palestinian position paper has; references and annexes are made from the evidence.
PAPER_HEADINGS = [
    _l("Executive summary"),
    _l("Purpose of the paper"),
    _l("Background and context"),
    _l("Legal and policy framework"),
    _l("The problem in numbers"),
    _l("Parties concerned and their positions"),
    _l("Available options"),
    _l("Our position"),
    _l("Recommendations to each party"),
    _l("Follow-up steps"),
]
GUIDE_HEADINGS = [
    _l("What this guide is for and who uses it"),
    _l("Before you begin"),
    _l("Steps of the work"),
    _l("Examples from local authorities"),
    _l("Common mistakes and how to avoid them"),
]
HEADINGS = {POSITION_PAPER: PAPER_HEADINGS, GUIDE: GUIDE_HEADINGS}

#: Files of drafts are kept this long; those of published versions for good.
FILES_KEPT = timedelta(days=14)

#: The mark that cites a card in the text of a section: ``[@12]``.
CITATION = re.compile(r"\[@([1-9][0-9]{0,9})\]")


def mark(evidence_id: int) -> str:
    """What to write in a section to cite a card.

    >>> mark(12)
    '[@12]'
    """
    return f"[@{evidence_id}]"

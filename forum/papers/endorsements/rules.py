"""Words and numbers of endorsement and sign-off, each number with its reason."""

from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l
from forum.members.rules import EXECUTIVE, LEGAL_UNIT
from forum.platforms.rules import COORDINATOR

#: How long authorities have to give their voices: two meetings of a council's committee.
ENDORSEMENT_TIME = timedelta(days=14)
#: So many authorities stand behind a paper before the association puts its name to it.
ENDORSED_FROM = 1
#: A reservation is a paragraph in the annex, not a second paper.
REASON_MAX = 2_000

ENDORSE, RESERVE, ABSTAIN, OBJECT = "endorse", "reserve", "abstain", "object"
STANDS = {
    ENDORSE: _l("Endorse"),
    RESERVE: _l("Endorse with a reservation"),
    ABSTAIN: _l("Abstain"),
    OBJECT: _l("Object"),
}
#: Stands of authorities that stand behind the paper.
BEHIND_IT = frozenset({ENDORSE, RESERVE})
#: Stands that are printed in words in the annex, and so need them.
IN_WORDS = frozenset({RESERVE, OBJECT})

#: Who signs, in this order: the platform's coordinator, then the two offices of the association.
SIGNING_ORDER = (COORDINATOR, LEGAL_UNIT, EXECUTIVE)
SIGNATORIES = {
    COORDINATOR: _l("Coordinator of the platform"),
    LEGAL_UNIT: _l("Legal and technical unit"),
    EXECUTIVE: _l("Executive committee"),
}

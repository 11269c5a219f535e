"""Words and numbers of the sources of an issue file."""

from forum.kernel.i18n import lazy_gettext as _l
from forum.papers.rules import FIRST_HAND, LEGAL, NUMBER, PRACTICE

LAW, OUTSIDE, MINUTES, CASE, ATTACHMENT = "law", "outside", "minutes", "case", "attachment"
SORTS = {
    LAW: _l("Law or regulation"),
    OUTSIDE: _l("Outside source"),
    MINUTES: _l("Workshop minutes"),
    CASE: _l("Innovation case"),
    ATTACHMENT: _l("Attached file"),
}
#: Sources that a moderator writes down; the others are in the forum already and are chosen.
TYPED = frozenset({LAW, OUTSIDE})

#: What kind of evidence the words of a source are, unless somebody says otherwise.
KIND_OF = {LAW: LEGAL, OUTSIDE: NUMBER, MINUTES: PRACTICE, CASE: PRACTICE, ATTACHMENT: FIRST_HAND}

#: The sorts of legal texts that Palestinian papers cite, the word that opens their citation.
LAW_FORMS = {
    "law": _l("Law"),
    "decree_law": _l("Decree-law"),
    "decision": _l("Decision of the Council of Ministers"),
    "regulation": _l("Regulation"),
    "instructions": _l("Instructions"),
}
#: The first law still in force in a local authority's drawer is of 1929; what is not passed yet is no law.
YEAR_MIN, YEAR_MAX = 1850, 2100
NAME_MAX = 200
ADDRESS_MAX = 600
PLACE_MAX = 40
#: An article of a law, a page of a report: what is quoted, not the whole book.
TEXT_MAX = 30_000
#: Things of the forum offered at a time when one is to be chosen.
OFFERED_MAX = 60

"""Numbers and words of priorities, each number with its reason."""

from datetime import timedelta

from forum.authorities.rules import KINDS, REGIONS
from forum.kernel.i18n import lazy_gettext as _l

#: What each council's delegate spends: enough to say more than one thing, few enough to weigh them.
DOTS = 5
#: A ballot that one reads without turning the page.
PROPOSALS_MAX = 40
#: A year of one workshop a week.
SLOTS_MAX = 50
#: A topic that needs more than this is several topics.
COST_MAX = 5
TITLE_MAX, WHY_MAX, PURPOSE_MAX, REASON_MAX = 160, 1_000, 1_000, 400
#: Fewer than this part of the councils, and the page says that the result speaks for few.
FEW = 0.5
#: Rounds and votes from before the forum that a page lists.
ROUNDS_A_PAGE = 20

PROPOSING, PREPARING, VOTING, COUNTED = "proposing", "preparing", "voting", "counted"
STATES = {
    PROPOSING: _l("Topics are proposed"),
    PREPARING: _l("The ballot is prepared"),
    VOTING: _l("Councils vote"),
    COUNTED: _l("The vote is over"),
}
PUBLISHED_IN_WORDS = _l("The result is published")

REGION, GOVERNORATE, KIND, TOGETHER = "region", "governorate", "kind", "together"
#: How councils stand together: any platform finds the one that fits it.
GROUPINGS = {
    REGION: _l("By region"),
    GOVERNORATE: _l("By governorate"),
    KIND: _l("By type of authority"),
    TOGETHER: _l("All in one group"),
}
#: Names of the groups of a grouping, where they are fixed words.
GROUP_NAMES = {REGION: REGIONS, KIND: KINDS, TOGETHER: {"all": _l("All councils")}}

#: Said before anybody votes, and kept to.
TIES = (
    _l("The topic with more dots goes first."),
    _l("With equal dots, the one that more councils gave dots to."),
    _l("If that is equal too, the one that was proposed earlier."),
)

#: A workshop that the result opens begins at this hour and lasts so long; the moderator changes it later.
BEGINS_AT = "10:00"
LASTS = timedelta(hours=3)

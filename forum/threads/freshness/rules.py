"""Words and numbers of answers that grow old."""

from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l

#: Prices, forms and laws change with the budget year.
GROWS_OLD = timedelta(days=365)
#: So many authors are asked a day: a forum of ten years must not send its letters in one night.
ASKED_A_DAY = 20
WORDS_MAX = 500

TRUE, CHANGED, OBSOLETE = "true", "changed", "obsolete"
STATES = {
    TRUE: _l("Still true"),
    CHANGED: _l("True with changes"),
    OBSOLETE: _l("Obsolete"),
}
#: What each choice is for, shown where one is chosen.
HINTS = {
    TRUE: _l("Whoever follows it today does right."),
    CHANGED: _l("The way is the same; prices, forms or names are others. Say which."),
    OBSOLETE: _l("Nobody should follow it any more. Readers are warned; papers that cite it are looked at again."),
}
#: What says nothing without words.
NEEDS_WORDS = frozenset({CHANGED, OBSOLETE})

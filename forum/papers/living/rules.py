"""Words and numbers of living evidence."""

from forum.kernel.i18n import lazy_gettext as _l

REASON_MAX = 600
#: Tasks shown on one page; a paper of 400 cards has a handful at a time.
LIST_MAX = 100

EDITED, ANSWERED, HIDDEN, CORRECTED, WITHDRAWN = "edited", "answered", "hidden", "corrected", "withdrawn"
OBSOLETE = "obsolete"
CAUSES = {
    EDITED: _l("The source was edited"),
    ANSWERED: _l("Another answer was accepted since"),
    OBSOLETE: _l("The answer was marked obsolete"),
    HIDDEN: _l("The source was hidden or is gone"),
    CORRECTED: _l("The author corrects these words"),
    WITHDRAWN: _l("The evidence was withdrawn"),
}

STANDS, AMEND, DROP = "stands", "amend", "drop"
OUTCOMES = {
    STANDS: _l("The paper stands as it is"),
    AMEND: _l("The next version says it differently"),
    DROP: _l("The next version no longer cites it"),
}

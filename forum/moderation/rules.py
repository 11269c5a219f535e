"""Words and numbers of moderation, each with its reason."""

from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l

#: Why something is flagged. Few, so that a tired person can choose; the first is the one that hurries.
PERSONAL, HARM, SECRET, WRONG, ELSEWHERE, OTHER = "personal", "harm", "secret", "wrong", "elsewhere", "other"
REASONS = {
    PERSONAL: _l("Personal data of a citizen"),
    HARM: _l("It hurts or insults somebody"),
    SECRET: _l("A document that may not be published"),
    WRONG: _l("A mistake that could do damage"),
    ELSEWHERE: _l("It does not belong on this platform"),
    OTHER: _l("Another reason"),
}
NOTE_MAX = 500
REASON_MAX = 500

#: What a moderator decides about flags.
KEPT, HIDDEN, HANDLED = "kept", "hidden", "handled"
OUTCOMES = {
    KEPT: _l("It stays as it is"),
    HIDDEN: _l("It was hidden"),
    HANDLED: _l("It was dealt with in another way"),
}

#: The tray that moderation fills itself.
FLAGGED = "flagged"
#: A moderator who never looked starts with what is this young.
FIRST_LOOK = timedelta(days=7)
#: Flags of one member in a day: more is a campaign, not a report.
FLAGS_A_DAY = "30 per day"
EXCERPT = 400
#: A tray with more than this is simply full; counting on would only cost.
COUNTED_UP_TO = 1000

"""Words and numbers of follow-up, each number with its reason."""

from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l

#: A recommendation is one request to one body.
ASK_MAX = 600
ADDRESSEE_MAX = 160
WORDS_MAX = 1_000
#: Offices answer within a quarter or not at all; then somebody asks again.
REVIEW_AFTER = timedelta(days=90)
#: A paper rarely asks for more than a dozen things; so many fit on one page.
LIST_MAX = 200

ANSWER, PROGRESS = "answer", "progress"

NONE_YET, AGREE, PARTLY, REJECT = "none", "agree", "partly", "reject"
ANSWERS = {
    NONE_YET: _l("No answer yet"),
    AGREE: _l("They agree"),
    PARTLY: _l("They agree in part"),
    REJECT: _l("They refuse"),
}
#: What may be recorded as an answer; that there is none is where everything begins.
GIVEN_ANSWERS = {name: words for name, words in ANSWERS.items() if name != NONE_YET}

WAITING, UNDER_WAY, DONE, DROPPED = "waiting", "under_way", "done", "dropped"
STATES = {
    WAITING: _l("Not begun"),
    UNDER_WAY: _l("Under way"),
    DONE: _l("Carried out"),
    DROPPED: _l("No longer asked"),
}
#: Nobody is reminded of these any more.
SETTLED = frozenset({DONE, DROPPED})
#: The colour of each word: right, needs, wrong, sand or quiet.
COLOURS = {
    NONE_YET: "needs", AGREE: "right", PARTLY: "sand", REJECT: "wrong",
    WAITING: "quiet", UNDER_WAY: "sand", DONE: "right", DROPPED: "quiet",
}

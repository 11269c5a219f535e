"""The clock of a waiting question, and how peers are chosen: numbers with their reasons.

Nights and weekends count: who asked waits through them too.
"""

from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l

PEERS, COORDINATOR, CONSOLIDATE = "peers", "coordinator", "consolidate"

#: After how long each step is due, and after how long it comes too late. A worker that was away for a
#: month, or a forum that learns this today, takes the step that is due now and not those before it.
AFTER = {PEERS: timedelta(hours=72), COORDINATOR: timedelta(days=7), CONSOLIDATE: timedelta(days=15)}
UNTIL = {PEERS: AFTER[COORDINATOR], COORDINATOR: AFTER[CONSOLIDATE], CONSOLIDATE: timedelta(days=45)}

#: How often the worker looks; a question reaches people at most this much late.
EVERY = timedelta(hours=1)
#: Questions that one look takes in hand, for each step.
AT_ONCE = 50

PEERS_ASKED = 3
#: Nobody is asked more often than this within ``OFTEN``: help is a favour, not a duty roster.
ASKED_AT_MOST, OFTEN = 2, timedelta(days=30)
#: Who neither wrote nor read for so long will not see the question in time.
ACTIVE = timedelta(days=90)

#: What speaks for a peer. An answer that was accepted is worth three that were only given; an offer
#: to help stands above both; likeness of the authority (0 to 3, see search.peers) breaks ties.
OFFER, ACCEPTED, GIVEN, ALIKE = 6.0, 3.0, 1.0, 1.5
#: More answers on one topic than these say nothing new about a person.
ACCEPTED_MOST, GIVEN_MOST = 3, 4
#: Without any answer on the topic, only an authority alike in two of three things makes a peer.
ALIKE_ENOUGH = 2

OFFERED, ANSWERED, LIKE_THEM = "offered", "answered", "alike"
REASONS = {
    OFFERED: _l("You offered to help with “%(topic)s”."),
    ANSWERED: _l("You answered questions about “%(topic)s”."),
    LIKE_THEM: _l("Your authority is like the one that asks, in kind, size or region."),
}

#: Rows of each part of the page «from gap to agenda».
GAPS_LISTED = 30
#: A problem is for a workshop once so many authorities share it.
SHARED_ENOUGH = 2

#: The skeleton of a consolidated reply: characters of the question and of each contribution, and how many.
SYNOPSIS, CONTRIBUTION, CONTRIBUTIONS, SOURCES = 400, 240, 30, 4

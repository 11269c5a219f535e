"""Who may say «I have this too» and «this answers me»."""

from enum import Enum, auto

from forum.kernel.access import Actor, Gate, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.threads.models import Thread
from forum.threads.policy import is_question, take_part


class CanShare(Enum):
    """What can be said about a thread by somebody who came to read it."""

    SHARE = auto()
    FIND_ANSWER = auto()


@rule(_l("You asked this yourself."))
def did_not_ask_it(actor: Actor, thread: Thread) -> bool:
    """Is somebody else."""
    return not actor.wrote(thread.author_id)


@rule(_l("Authorities are counted, and your account names none. Write it into your account first."))
def is_of_an_authority(actor: Actor, _thread: Thread) -> bool:
    """Works for a local authority."""
    return actor.authority_id is not None


@rule(_l("Nobody has replied yet, so nothing here answers you. You can say that you have the problem too."))
def has_replies(_actor: Actor, thread: Thread) -> bool:
    """Somebody replied."""
    return thread.reply_count > 0


@rule(_l("Only questions have an accepted answer."))
def is_no_question(_actor: Actor, thread: Thread) -> bool:
    """Says something itself: a practice, a discussion, an idea."""
    return thread.kind != "question"


POLICY = {
    CanShare.SHARE: all_of(take_part, is_question, did_not_ask_it, is_of_an_authority),
    CanShare.FIND_ANSWER: all_of(take_part, did_not_ask_it, any_of(has_replies, is_no_question)),
}

gate = Gate(POLICY)

"""What a gap says to those who plan a workshop: it fills in «what it is about», to be finished by them."""

from forum.kernel.access import Actor
from forum.kernel.errors import NotFound
from forum.kernel.i18n import day, gettext as _, ngettext
from forum.kernel.rendering import shorten, text_of
from forum.threads import reading
from forum.threads.addresses import of_thread
from forum.threads.facts import thread_facts
from forum.threads.reaching import rules
from forum.threads.standing import standing


def about_thread(actor: Actor, thread_id: int) -> str:
    """The question in short, since when it waits, who shares it, and where it stands; nothing if it may not be read."""
    try:
        thread = thread_facts(actor, thread_id)
    except NotFound:
        return ""
    opening = reading.contributions(thread, 0)[0]
    shared = standing(actor, thread).shared_by
    counts = [
        _("Asked on %(day)s.", day=day(opening.at)),
        ngettext("%(num)d authority has it too", "%(num)d authorities have it too", shared) + "." if shared else "",
        ngettext("%(num)d reply", "%(num)d replies", thread.reply_count) + "." if thread.reply_count else "",
    ]
    short = shorten(text_of(opening.html), rules.SYNOPSIS)
    return "\n\n".join([short, " ".join(filter(None, counts)), of_thread(thread.id)])


def about_search(times: int) -> str:
    """How often people looked for something in vain."""
    return ngettext(
        "Colleagues looked for this %(num)d time and found nothing.",
        "Colleagues looked for this %(num)d times and found nothing.", times,
    )

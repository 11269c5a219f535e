"""Texts made from what the closing form holds: the plain minutes that papers cite, and the draft of a note."""

from collections.abc import Sequence

from forum.kernel.i18n import DEFAULT, calendar, force_locale, gettext as _
from forum.kernel.rendering import to_text
from forum.threads.addresses import of_thread
from forum.threads.models import Thread
from forum.threads.rules import TITLE_MAX
from forum.workshops import rules
from forum.workshops.addresses import of_workshop
from forum.workshops.closing.models import Minutes, WorkshopStep
from forum.workshops.models import Workshop


def plain_minutes(workshop: Workshop, source: str, decisions: Sequence[str]) -> str:
    """Title and day, what was said, what was decided: the text whose SHA-256 is taken.

    Always in Arabic, whoever writes: the same minutes are the same text.
    """
    with force_locale(DEFAULT):
        lines = [workshop.title_ar, f"{calendar.date_in_full(workshop.starts_at)} — {place_of(workshop)}"]
        if workshop.notes:
            lines += ["", workshop.notes]
        lines += ["", to_text(source)]
        if decisions:
            lines += ["", _("Decisions"), *(f"{number}. {words}" for number, words in enumerate(decisions, 1))]
    return "\n".join(lines).strip() + "\n"


def place_of(workshop: Workshop) -> str:
    """Where it was, in words."""
    mode = str(rules.MODES[workshop.mode])
    return f"{workshop.place} ({mode})" if workshop.place and workshop.mode == rules.MIXED else workshop.place or mode


def note_of(
    workshop: Workshop, minutes: Minutes, steps: Sequence[WorkshopStep], threads: Sequence[Thread]
) -> tuple[str, str]:
    """Title and text of a draft: what colleagues who were not there can use. A moderator finishes it."""
    with force_locale(DEFAULT):
        whole = _("The workshop and its minutes")
        title = _("What we learned: %(title)s", title=workshop.title_ar)[:TITLE_MAX]
        made = [
            _("On %(day)s, %(place)s.", day=calendar.date_in_full(workshop.starts_at), place=place_of(workshop)),
            f"[{whole}]({of_workshop(workshop.id)})",
            _part(_("In short"), [workshop.notes or _("(two sentences: what is different after this workshop?)")]),
            _part(_("What we learned from each other"), [minutes.source]),
        ]
        if minutes.decisions:
            made.append(_part(_("Decisions"), ["\n".join(f"1. {words}" for words in minutes.decisions)]))
        if threads:
            links = "\n".join(f"- [{_bare(thread.title)}]({of_thread(thread.id)})" for thread in threads)
            made.append(_part(_("Practices and challenges that were brought"), [links]))
        if steps:
            made.append(_part(_("Next steps"), ["\n".join(f"- {_step(step)}" for step in steps)]))
        made.append(_part(_("What others can try"), [_("(one practice, with its conditions and its limits)")]))
    return title, "\n\n".join(made)


def _part(heading: str, words: Sequence[str]) -> str:
    return "\n\n".join([f"### {heading}", *words])


def _bare(title: str) -> str:
    return title.replace("[", "(").replace("]", ")")


def _step(step: WorkshopStep) -> str:
    until = f" — {step.due_on.isoformat()}" if step.due_on else ""
    return f"{step.what}{until}"

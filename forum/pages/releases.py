"""What changed in the forum, told to those who use it. The technical side is in CHANGELOG.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forum.kernel.i18n import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Release:
    """One step of the forum: when it came and what people notice of it."""

    version: str
    day: date
    news: Sequence[object]


#: The newest first.
RELEASES = (
    Release("0.2.0", date(2026, 11, 23), (
        _l("Search finds colleagues, authorities and workshops too, and can keep a search and tell you what is new."),
        _l("Results from authorities like yours can stand first, with the reason."),
        _l("Authorities endorse a paper through their delegates before it is signed and published."),
        _l("“We asked, they said, we did”: what became of each recommendation."),
        _l("What you write in a paper is kept before it is saved, and an edited Word document can be brought back."),
        _l("Moderators see what people looked for and did not find, and papers whose sources changed."),
    )),
    Release("0.1.0", date(2026, 11, 23), (
        _l("Ask on a board of your platform, with tables and lists, and see the text before posting it."),
        _l("While you type a title, questions that were asked before appear beside it."),
        _l("Accept the answer that helped, say that a reply is helpful, follow a thread, quote a colleague."),
        _l("Every post shows the job and the authority of its author as they were on that day."),
        _l("Search finds words in their other forms and spellings, in Arabic and English."),
        _l("Moderators find on one desk what needs them, and lead threads toward position papers."),
        _l("The five platforms, their workshops and what they publish, in Arabic and English."),
    )),
)

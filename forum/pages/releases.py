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
    Release("0.3.0", date(2026, 11, 24), (
        _l("Register for a workshop and bring a practice or a challenge; minutes, files and certificates follow it."),
        _l("Each platform shows its plan of the year: what is next, what is late, and why it was changed."),
        _l("Councils propose priorities and spend five dots; the result explains in words why each one was chosen."),
        _l("The innovation library tells what was tried, what it cost, and how it went for those who copied it."),
        _l("Posts carry pictures, PDF, Office and map files, and search reads the words on their pages."),
        _l("A question that nobody answers reaches colleagues who know its topic; you can say “I have this too”."),
        _l("Find colleagues by what they can help with, and ask without your name where the platform allows it."),
        _l("Every local authority has its page, and all of them stand on a map."),
        _l("Papers cite laws, minutes, cases and files beside posts, and a newer paper can replace an older one."),
    )),
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

"""Numbers of what is counted about searches, with their reasons."""

import re
from datetime import timedelta

from forum.kernel.i18n import lazy_gettext as _l
from forum.search.arabic import content, words
from forum.search.query import Query

#: A budget year comes round once: what was asked last autumn is asked again this one.
KEPT = timedelta(days=365)
#: So many moderators' lines stand on a page.
LISTED = 40
#: Found so often without being opened, results are probably not what was meant.
OVERLOOKED = 2
#: A question that is kept is no longer than this.
WORDS_MAX = 160
REASON_MAX = 300

#: What may point at a person: mail addresses, and numbers as long as those of telephones and identity cards.
_PERSONAL = re.compile(r"@|\d[\d\s().-]{5,}\d")


def kept_words(query: Query) -> str:
    """The words of a question in their plain letters, as they are counted; empty for what is not counted.

    Only what is asked of everything counts: a question narrowed to an author, a
    region or a date misses for other reasons. What may point at a person is not kept.
    """
    narrowed = query.labels or query.regions or query.without or query.answered is not None
    if narrowed or query.has_file or query.since or _PERSONAL.search(query.text):
        return ""
    return " ".join(word.folded for word in words(query.free))[:WORDS_MAX].strip()


#: Phrases of a group, and letters of a phrase.
PHRASES_MAX, PHRASE_MAX = 12, 80

#: How the phrases of a group stand to one another.
SAME, NEAR, ONE_WAY = "same", "near", "one_way"
LIKENESS = {
    SAME: _l("They mean the same"),
    NEAR: _l("They are close: a find by another phrase counts half"),
    ONE_WAY: _l("Whoever looks for the first phrase should find the others too, not the other way round"),
}

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
CHANGES = {ADDED: _l("Added"), CHANGED: _l("Changed"), REMOVED: _l("Removed")}


def phrases_of(text: str) -> list[str]:
    """Phrases that were typed one a line, each once: two that read the same to search are one."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    known = {tuple(word.light for word in content(line)): line for line in reversed(list(lines))}
    return [line for stems, line in reversed(known.items()) if stems]

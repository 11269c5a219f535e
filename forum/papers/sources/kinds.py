"""Which things of the forum can be collected, besides what is typed: one adapter a kind."""

from forum.papers.sources.attachments import CitableAttachments
from forum.papers.sources.cases import CitableCases
from forum.papers.sources.minutes import CitableMinutes
from forum.papers.sources.port import Citable

#: By the sort that they are kept under; a new kind is one line here and one adapter.
CITABLE: dict[str, Citable] = {
    kind.sort: kind for kind in (CitableMinutes(), CitableCases(), CitableAttachments())
}

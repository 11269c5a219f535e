"""An edited document that came back and waits for a decision."""

from forum.exports.tree import Document, Paragraph, Part, Text
from forum.exports.word import docx_file
from forum.kernel.access import Actor
from forum.papers.bringing_back import actions
from forum.papers.documents import Paper
from forum.papers.shelf import sections


def ids(draft: Paper, words: str, *, by: Actor) -> dict[str, dict[str, int]]:
    """Bring a document back that changes the first section of a draft; the parts of its addresses."""
    part = Part(str(sections(draft.id)[0].id), "عنوان", (Paragraph((Text(words),)),), "1")
    content = docx_file(Document("ورقة", "ورقة موقف", "ar", (), (part,)))
    file = actions.bring(draft, "ورقة.docx", content, base="", by=by)
    return {"brought_id": {"draft": file.id}, "part_id": {"own": file.sections[0].id}}

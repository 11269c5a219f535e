"""The words of one paragraph of a DOCX: styles, links, notes; and what is found there that is no text of ours."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from forum.exports.tree import Break, Inline, Note, Text
from forum.exports.word.elements import R as _R, W as _W
from forum.kernel.i18n import gettext as _

W, R = f"{{{_W}}}", f"{{{_R}}}"
#: Elements that only wrap others.
_WRAPPERS = {f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir")}
_GONE = {f"{W}{name}" for name in ("del", "moveFrom")}
_PICTURES = {f"{W}{name}" for name in ("drawing", "pict", "object")}
_EVIDENCE = re.compile(r"/evidence/([1-9][0-9]{0,9})(?![0-9])")
_LABEL = re.compile(r"(?:الشاهد|Evidence)\s+([1-9][0-9]{0,9})\s*$")
_NOTEREF = re.compile(r"NOTEREF\s+note[0-9]+_([1-9][0-9]{0,9})(?![0-9])")
_OFF = {"0", "false", "off", "none"}


@dataclass
class Notes:
    """What footnotes and endnotes stand for: cards by the note's id, and the words of other notes."""

    cards: dict[tuple[str, str], int] = field(default_factory=dict)
    others: dict[tuple[str, str], str] = field(default_factory=dict)

    def learn(self, kind: str, root: Element | None, links: dict[str, str]) -> None:
        """Read footnotes.xml or endnotes.xml."""
        for note in root if root is not None else ():
            key = (kind, note.get(f"{W}id", ""))
            targets = [links.get(link.get(f"{R}id", ""), "") for link in note.iter(f"{W}hyperlink")]
            said = words_of(note)
            found = next((m for target in targets if (m := _EVIDENCE.search(target))), None) or _LABEL.search(said)
            if found:
                self.cards[key] = int(found.group(1))
            elif said.strip():
                self.others[key] = said.strip()


def words_of(element: Element) -> str:
    """All words in an element, plain."""
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML."""
    return (element.get(f"{W}{name}") or "") if element is not None else ""


def is_on(look: Element | None, *names: str) -> bool:
    """Whether a property of a run is set and not switched off."""
    for name in names:
        found = look.find(f"{W}{name}") if look is not None else None
        if found is not None and value(found).lower() not in _OFF:
            return True
    return False


class Reader:
    """Reads paragraphs in order; a field may reach over several of them."""

    def __init__(self, notes: Notes, links: dict[str, str], styles: dict[str, str]) -> None:
        self._notes, self._links, self._styles = notes, links, styles
        self._fields: list[list[str]] = []
        self.unread: list[tuple[str, str]] = []
        self.deleted = 0

    def inlines(self, paragraph: Element) -> list[Inline]:
        """The words of a paragraph in their styles."""
        found: list[Inline] = []
        self._walk(paragraph, found, "")
        return found

    def _walk(self, element: Element, found: list[Inline], address: str) -> None:
        for child in element:
            if child.tag == f"{W}r":
                self._run(child, found, address)
            elif child.tag == f"{W}hyperlink":
                self._walk(child, found, self._links.get(child.get(f"{R}id", ""), "") or address)
            elif child.tag == f"{W}fldSimple":
                if (card := self._field(value(child, "instr"))) is not None:
                    found.append(Note(card))
                else:
                    self._walk(child, found, address)
            elif child.tag in _WRAPPERS:
                self._walk(child, found, address)
            elif child.tag in _GONE:
                self.deleted += 1

    def _field(self, instruction: str) -> int | None:
        """The card that a field repeats the note of."""
        asked = _NOTEREF.search(instruction)
        return int(asked.group(1)) if asked else None

    def _run(self, run: Element, found: list[Inline], address: str) -> None:
        look = run.find(f"{W}rPr")
        style = self._styles.get(value(look.find(f"{W}rStyle")) if look is not None else "", "")
        form = {
            "bold": is_on(look, "b", "bCs"), "struck": is_on(look, "strike"), "code": style == "code",
            "slanted": style == "emphasis" or is_on(look, "i", "iCs"), "address": address,
        }
        if style == "emphasis":
            form["bold"] = is_on(look, "b")
        for child in run:
            if child.tag == f"{W}fldChar":
                self._field_border(value(child, "fldCharType"), found)
            elif child.tag == f"{W}instrText" and self._fields:
                self._fields[-1][0] += child.text or ""
            elif not (self._fields and self._fields[-1][1] != "shown"):
                self._piece(child, form, found)

    def _field_border(self, kind: str, found: list[Inline]) -> None:
        """A field begins, shows its result, or ends; what repeats a note is the note, not its number."""
        if kind == "begin":
            self._fields.append(["", "asked"])
        elif kind == "separate" and self._fields:
            card = self._field(self._fields[-1][0])
            if card is not None:
                found.append(Note(card))
            self._fields[-1][1] = "shown" if card is None else "replaced"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _piece(self, child: Element, form: dict, found: list[Inline]) -> None:
        match child.tag.removeprefix(W):
            case "t":
                found.append(Text(child.text or "", **form))
            case "tab":
                found.append(Text("\t", **form))
            case "noBreakHyphen":
                found.append(Text("-", **form))
            case "br" | "cr" if value(child, "type") not in ("page", "column"):
                found.append(Break())
            case "footnoteReference" | "endnoteReference" as kind:
                self._note((kind.removesuffix("Reference"), value(child, "id")), found)
            case _:
                if child.tag in _PICTURES or child.tag.endswith("}AlternateContent"):
                    self.unread.append((_("A picture or drawing"), words_of(child)))

    def _note(self, key: tuple[str, str], found: list[Inline]) -> None:
        if key in self._notes.cards:
            found.append(Note(self._notes.cards[key]))
        elif key in self._notes.others:
            self.unread.append((_("A footnote that cites no evidence"), self._notes.others[key]))

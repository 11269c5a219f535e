"""The fixed parts of a DOCX: styles, numbering, settings, footer."""

import re
from dataclasses import dataclass

from forum.exports.word.elements import HEAD, SPACES, el


@dataclass(frozen=True, slots=True)
class Faces:
    """The typefaces of a document. ``enlarged``: Arabic is set larger than Latin beside it."""

    arabic: str
    latin: str
    enlarged: bool


#: On every Windows of the last fifteen years; the Arabic face is small for its size.
OFFICE = Faces("Sakkal Majalla", "Calibri", enlarged=True)
#: Our own, for what the forum lays out itself.
OURS = Faces("IBM Plex Sans Arabic", "IBM Plex Sans Arabic", enlarged=False)
CODE = "Consolas"
#: Half points of the body, Latin and Arabic.
BODY, BODY_CS = 24, 30
_ENLARGED = re.compile(r'<w:sz w:val="(\d+)"/><w:szCs w:val="\d+"/>')
INK, QUIET, ACCENT = "1C241E", "4D574F", "4B5A1E"
LEVELS = 5
#: How much further in each level of a list stands, in twentieths of a point.
INDENT = 567


def styles(rtl: bool, faces: Faces) -> str:
    """word/styles.xml."""
    fonts = el("rFonts", ascii=faces.latin, hAnsi=faces.latin, cs=faces.arabic, eastAsia=faces.latin)
    size = _size((BODY, BODY_CS))
    lang = el("lang", val="en-GB", bidi="ar-SA")
    spacing = el("spacing", after=120, line=312, lineRule="auto")
    defaults = el(
        "docDefaults",
        el("rPrDefault", el("rPr", fonts, el("color", val=INK), size, lang)),
        el("pPrDefault", el("pPr", spacing)),
    )
    made = [
        _paragraph("Normal", "", rtl, default=True),
        _paragraph("Title", "Normal", rtl, size=(44, 52), bold=True, after=240),
        _paragraph("Subtitle", "Normal", rtl, size=(28, 34), color=ACCENT, bold=True, before=1800, after=60),
        _paragraph("Quiet", "Normal", rtl, color=QUIET),
        _paragraph("Banner", "Normal", rtl, bold=True, shade="F3E9D0"),
        *(_heading(level, rtl) for level in range(1, 5)),
        _paragraph("Quote", "Normal", rtl, color=QUIET, indent=INDENT, bar=True),
        _paragraph("FootnoteText", "Normal", rtl, size=(19, 23), after=40),
        _paragraph("TOC1", "Normal", rtl, after=60, tab=True),
        _paragraph("Cell", "Normal", rtl, size=(20, 25), after=20),
        _paragraph("Fact", "Cell", rtl, together=True),
        _paragraph("CodeBlock", "Normal", False, size=(18, 18), font=CODE, shade="F6F4EE"),
        el("style", el("name", val="Code"), el("rPr", el("rFonts", ascii=CODE, hAnsi=CODE, cs=CODE)), type_="character",
           styleId="Code"),
        el("style", el("name", val="Emphasis"), el("rPr", el("b"), el("bCs")), type_="character", styleId="Emphasis"),
        el("style", el("name", val="Hyperlink"), el("rPr", el("color", val=ACCENT), el("u", val="single")),
           type_="character", styleId="Hyperlink"),
        el("style", el("name", val="footnote reference"), el("rPr", el("vertAlign", val="superscript")),
           type_="character", styleId="FootnoteReference"),
        _table_style(),
    ]
    sheet = f"{HEAD}<w:styles {SPACES}>{defaults}{''.join(made)}</w:styles>"
    return sheet if faces.enlarged else _ENLARGED.sub(lambda pair: _size((int(pair.group(1)),) * 2), sheet)


def _size(pair: tuple[int, int]) -> str:
    """Half points of Latin and of Arabic."""
    return el("sz", val=pair[0]) + el("szCs", val=pair[1])


def _heading(level: int, rtl: bool) -> str:
    sizes = {1: (30, 36), 2: (26, 32), 3: (24, 30), 4: (24, 30)}
    return _paragraph(
        f"Heading{level}", "Normal", rtl, name=f"heading {level}", size=sizes[level], bold=True, before=280, after=100,
        outline=level - 1,
    )


def _paragraph(
    style: str, based_on: str, rtl: bool, *, name: str = "", size: tuple[int, int] | None = None, bold: bool = False,
    color: str = "", before: int | None = None, after: int | None = None, indent: int = 0, bar: bool = False,
    shade: str = "", outline: int | None = None, font: str = "", default: bool = False, tab: bool = False,
    together: bool = False,
) -> str:
    """A paragraph style. The order of the elements is the schema's."""
    spacing = {k: v for k, v in (("before", before), ("after", after)) if v is not None}
    laid = [
        el("keepNext") if together or outline is not None else "",
        el("pBdr", el("left", val="single", sz=12, space=8, color="CFC8B6")) if bar else "",
        el("shd", val="clear", color="auto", fill=shade) if shade else "",
        el("tabs", el("tab", val="right", leader="dot", pos=9350)) if tab else "",
        el("bidi") if rtl else "",
        el("spacing", **spacing) if spacing else "",
        el("ind", left=indent) if indent else "",
        el("outlineLvl", val=outline) if outline is not None else "",
    ]
    look = [
        el("rFonts", ascii=font, hAnsi=font, cs=font) if font else "",
        el("b") + el("bCs") if bold else "",
        el("color", val=color) if color else "",
        _size(size) if size else "",
    ]
    more = {"default": 1} if default else {}
    return el(
        "style", el("name", val=name or style), el("basedOn", val=based_on) if based_on else "", el("qFormat"),
        el("pPr", *laid), el("rPr", *look), type_="paragraph", styleId=style, **more,
    )


def _table_style() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = el("tblBorders", *(el(side, val="single", sz=4, space=0, color="CFC8B6") for side in sides))
    margins = el("tblCellMar", *(el(side, w=100, type_="dxa") for side in ("left", "right")))
    return el(
        "style", el("name", val="Grid"), el("tblPr", borders, margins), type_="table", styleId="Grid",
    )


def numbering(starts: list[int], rtl: bool) -> str:
    """word/numbering.xml: list 1 is bulleted, then one numbered list for each of ``starts``."""
    bullets = el("abstractNum", *(_level(n, "bullet", "•", rtl) for n in range(LEVELS)), abstractNumId=0)
    numbers = el("abstractNum", *(_level(n, "decimal", f"%{n + 1}.", rtl) for n in range(LEVELS)), abstractNumId=1)
    lists = [el("num", el("abstractNumId", val=0), numId=1)]
    for place, start in enumerate(starts, 2):
        again = (el("lvlOverride", el("startOverride", val=start), ilvl=n) for n in range(LEVELS))
        lists.append(el("num", el("abstractNumId", val=1), *again, numId=place))
    return f"{HEAD}<w:numbering {SPACES}>{bullets}{numbers}{''.join(lists)}</w:numbering>"


def _level(level: int, form: str, sign: str, rtl: bool) -> str:
    indent = el("pPr", el("bidi") if rtl else "", el("ind", left=INDENT * (level + 1), hanging=397))
    return el(
        "lvl", el("start", val=1), el("numFmt", val=form), el("lvlText", val=sign), el("lvlJc", val="left"), indent,
        ilvl=level,
    )


def settings() -> str:
    """word/settings.xml: separators of footnotes, and the mode of a present-day Word."""
    notes = el("footnotePr", el("footnote", id=-1), el("footnote", id=0))
    mode = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return f"{HEAD}<w:settings {SPACES}>{notes}{el('compat', mode)}</w:settings>"


def footer(rtl: bool) -> str:
    """word/footer1.xml: the number of the page in the middle."""
    field = el("fldSimple", el("r", el("t", "1")), instr=" PAGE ")
    laid = el("pPr", el("bidi") if rtl else "", el("jc", val="center"))
    return f"{HEAD}<w:ftr {SPACES}>{el('p', laid, field)}</w:ftr>"


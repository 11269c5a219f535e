"""Files of the demonstration, made here when it is loaded: a drawing, a report, a map, a sheet of a workshop."""

import io
import json
import logging
import zipfile

from sqlalchemy import select

from forum.attachments import actions
from forum.demonstration.exchange import Stage
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import ForumError
from forum.kernel.files.receiving import Received, receive
from forum.kernel.i18n import force_locale
from forum.threads.actions import changed
from forum.threads.reading import opening_id
from forum.workshops import materials
from forum.workshops.models import Workshop

log = logging.getLogger("forum.demonstration")
#: The thread that they belong to: a network of water pipes is divided into zones that are measured.
THREAD = "demo-eng-07"
#: The workshop whose sheet of exercises is the last of them.
WORKSHOP = "ws-03"
#: Corners of the zones on the drawing, and their colours.
ZONES = [
    ([(60, 70), (420, 50), (400, 300), (80, 330)], "#c9d8a4"),
    ([(420, 50), (900, 90), (860, 330), (400, 300)], "#e8c9a0"),
    ([(80, 330), (400, 300), (430, 600), (120, 620)], "#a9c7d6"),
    ([(400, 300), (860, 330), (880, 590), (430, 600)], "#d9b7c4"),
]
PAGES = [
    ["بيانات تجريبية", "قياس فاقد المياه في أربع مناطق", "المنطقة الأولى: 34% قبل القسمة و23% بعدها."],
    ["بيانات تجريبية", "كلفة العدادات", "ثمن العداد الرئيسي 2,400 شيكل، وتركيبه يوم عمل واحد لفريق من ثلاثة."],
]
EXERCISE = [[
    "بيانات تجريبية", "تمرين: طبقة المباني في يوم واحد",
    "1. فتح الصورة الجوية بنظام الإحداثيات المتفق عليه.", "2. رسم عشرين مبنى وكتابة رقم القطعة لكل منها.",
    "3. مطابقة خمسة منها في الميدان، وتسجيل الفرق بالمتر.",
]]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def make() -> list[Received]:
    """Draw and write them, through the same door as everybody's files; before the transaction, as it takes a moment."""
    made = [
        (_drawing(), "مناطق القياس.png"), (_written(PAGES), "تقرير قياس الفاقد.docx"),
        (_map(), "مناطق القياس.geojson"), (_written(EXERCISE), "تمرين طبقة المباني.docx"),
    ]
    try:
        with force_locale("ar"):
            return [receive(io.BytesIO(content), name) for content, name in made]
    except (ForumError, OSError) as wrong:
        log.warning("The demonstration has no files: %s", wrong)
        return []


def attach(stage: Stage, made: list[Received], *, association: Actor) -> None:
    """Give them to the one who opened the thread, and the last to a workshop."""
    if not made or (thread := stage.threads.get(THREAD)) is None:
        return
    author = Actor(member_id=thread.author_id, platforms=frozenset({thread.platform_id}))
    *of_thread, exercise = made
    for number, one in enumerate(of_thread, 1):
        actions.attach(one, to=("post", opening_id(thread.id)), by=author, demo_key=f"demo-file-{number}")
    changed(thread)
    workshop_id = db.session.scalar(select(Workshop.id).where(Workshop.demo_key == WORKSHOP))
    actions.attach(exercise, to=(materials.KIND, workshop_id), by=association, demo_key=f"demo-file-{len(made)}")


def _drawing() -> bytes:
    """Four zones with their pipes and meters, without words."""
    from PIL import Image, ImageDraw  # only set-up draws

    image = Image.new("RGB", (960, 680), "#fbf8f1")
    pen = ImageDraw.Draw(image)
    for corners, colour in ZONES:
        pen.polygon(corners, fill=colour, outline="#4b5a1e", width=5)
        middle = tuple(sum(corner[axis] for corner in corners) // len(corners) for axis in (0, 1))
        for corner in corners:
            half = tuple((a + b) // 2 for a, b in zip(middle, corner, strict=True))
            pen.line([middle, half], fill="#2f5d7c", width=5)
        pen.ellipse([middle[0] - 16, middle[1] - 16, middle[0] + 16, middle[1] + 16], fill="#a1411f")
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def _written(written: list[list[str]]) -> bytes:
    """A document of Word: pages of lines."""
    paragraph = '<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>{}</w:t></w:r></w:p>'
    pages = ["".join(paragraph.format(line) for line in page) for page in written]
    body = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'.join(pages)
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_DOCUMENT}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + content)
    return kept.getvalue()


def _map() -> bytes:
    zones = [
        {
            "type": "Feature", "properties": {"name": f"منطقة تجريبية {number}"},
            "geometry": {"type": "Polygon", "coordinates": [[[35 + x / 1e5, 31.9 - y / 1e5] for x, y in [*c, c[0]]]]},
        }
        for number, (c, _colour) in enumerate(ZONES, 1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": zones}, ensure_ascii=False).encode()

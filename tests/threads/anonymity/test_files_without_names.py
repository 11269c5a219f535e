"""Files of whoever asks without name carry no name either: what programs write into them is taken out."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject
from sqlalchemy import select

from forum.attachments.models import Attachment
from forum.kernel.db import db
from forum.members.models import Member
from forum.threads.models import Post, Thread
from tests.hostile.unpacking import words
from tests.support import samples
from tests.support.accounts import actor_of
from tests.threads.anonymity.test_asking_without_name import GOOD, _asker, board as board

#: Stands in every place where programs write names, and nowhere on a page.
NAME = "Layla.AlHasan"
_PERSON = f'<w15:person w15:author="{NAME}"><w15:presenceInfo w15:userId="{NAME}"/></w15:person>'
PEOPLE = f'<w15:people xmlns:w15="w15">{_PERSON}</w15:people>'
COMMENTS = f"<w:comments xmlns:w='w'><w:comment w:id='0' w:author='{NAME}' w:initials='{NAME}'/></w:comments>"
_MADE = f"<dc:creator>{NAME}</dc:creator><c:lastModifiedBy>{NAME}</c:lastModifiedBy>"
CORE = f'<c:coreProperties xmlns:c="c" xmlns:dc="dc">{_MADE}</c:coreProperties>'


def a_pdf() -> bytes:
    """With the name in its information, its metadata and a comment."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf("one", "two"))))
    writer.add_metadata({"/Author": NAME, "/Title": "plan"})
    described = DecodedStreamObject()
    described.set_data(f"<x:xmpmeta xmlns:x='x'>{NAME}</x:xmpmeta>".encode())
    described.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(described)
    comment = FreeText(text="here", rect=(50, 50, 200, 100))
    comment[NameObject("/T")] = TextStringObject(NAME)
    writer.add_annotation(0, comment)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def a_docx() -> bytes:
    """With the name in its properties, a comment and those who took part."""
    return samples.docx("one", **{"docProps/core.xml": CORE, "word/comments.xml": COMMENTS, "word/people.xml": PEOPLE})


def an_xlsx() -> bytes:
    """With the name beside a cell."""
    said = f"<comments><authors><author>{NAME}</author></authors></comments>"
    return samples.xlsx(("one", "two"), **{"xl/comments1.xml": said, "docProps/core.xml": CORE})


def _ask(client, acting_as, board, content: bytes, name: str, label: str = "region"):
    acting_as(_asker(board))
    data = {**GOOD, "label": label, "files": [(io.BytesIO(content), name)]}
    return client.post(f"/boards/{board.id}/threads", data=data)


def _served(client) -> bytes:
    """The only file that the forum has."""
    [file] = db.session.scalars(select(Attachment)).all()
    return client.get(f"/files/{file.id}").data


@pytest.mark.parametrize(("made", "name"), [(a_pdf, "plan.pdf"), (a_docx, "plan.docx"), (an_xlsx, "plan.xlsx")])
def test_what_programs_write_of_people_is_taken_out(client, acting_as, board, made: Callable[[], bytes], name: str):
    assert NAME in words(made()), "the name stands in what was sent"

    assert _ask(client, acting_as, board, made(), name).status_code == 303

    served = _served(client)
    assert NAME not in words(served) and NAME.encode() not in served
    assert "one" in words(served), "what stands on the page is kept"


def test_under_ones_name_a_file_stays_as_it_was_sent(client, acting_as, board):
    content = a_docx()
    assert _ask(client, acting_as, board, content, "plan.docx", label="").status_code == 303
    assert _served(client) == content


def test_replies_and_edits_without_name_bring_files_without_names(client, acting_as, board):
    asker = _asker(board)
    acting_as(asker)
    client.post(f"/boards/{board.id}/threads", data={**GOOD, "label": "region"})
    acting_as(actor_of(db.session.get_one(Member, asker.member_id)))
    thread = db.session.scalars(select(Thread)).one()
    replied = {"body": "التفصيل في المرفق.", "files": [(io.BytesIO(a_docx()), "one.docx")]}
    assert client.post(f"/threads/{thread.id}/replies", data=replied).status_code == 303
    edited = db.session.scalars(select(Post.id).where(Post.thread_id == thread.id, Post.number == 1)).one()
    changed = {"title": GOOD["title"], "body": GOOD["body"], "files": [(io.BytesIO(a_pdf()), "two.pdf")]}
    assert client.post(f"/posts/{edited}/revisions", data=changed).status_code == 303

    files = db.session.scalars(select(Attachment)).all()
    assert len(files) == 2
    for file in files:
        assert NAME not in words(client.get(f"/files/{file.id}").data)


@pytest.mark.parametrize(("content", "name"), [(samples.shapes(), "roads.zip"), (samples.geopackage(), "roads.gpkg")])
def test_what_cannot_be_freed_of_names_is_refused_and_the_text_kept(client, acting_as, board, content, name):
    answer = _ask(client, acting_as, board, content, name)
    assert answer.status_code == 422 and "دون ذكر الاسم" in answer.text and GOOD["title"] in answer.text
    assert db.session.scalars(select(Thread)).all() == []


def test_pictures_and_plain_maps_come_as_they_are(client, acting_as, board):
    assert _ask(client, acting_as, board, samples.geojson(), "roads.geojson").status_code == 303
    assert _served(client) == samples.geojson()


def test_a_signed_pdf_names_its_signer_and_is_refused(client, acting_as, board):
    signed = samples.pdf("one", catalog="/Perms << /DocMDP 7 0 R >>", more=[f"<< /Type /Sig /Name ({NAME}) >>"])
    answer = _ask(client, acting_as, board, signed, "signed.pdf")
    assert answer.status_code == 422 and "غير موقَّع" in answer.text

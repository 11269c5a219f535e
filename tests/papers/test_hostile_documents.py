"""Files that are no documents, or are made to do harm, are refused with a sentence that says what to do."""

import io
import struct
import zipfile

import pytest

from forum.exports.word import docx_file
from forum.papers.bringing_back import package, rules
from forum.papers.bringing_back.package import NotADocument, opened, parsed
from tests.papers.test_bringing_back import bring, edited, exported, paper
from tests.papers.test_word_round_trip import document

__all__ = ["paper"]

GOOD = docx_file(document("نص"))
ENTITIES = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&b;</w:body></w:document>"""
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'


def zipped(**parts: bytes | str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def bomb() -> bytes:
    return edited(GOOD, lambda text: text.replace("<w:body>", "<w:body>" + " " * (rules.UNPACKED_MAX + 1)))


def protected() -> bytes:
    """The same file with its members marked as encrypted."""
    made = bytearray(GOOD)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(sign)
        while at >= 0:
            struct.pack_into("<H", made, at + place, 1)
            at = made.find(sign, at + 4)
    return bytes(made)


CASES = {
    "words": (b"hello", "ليس مستند Word"),
    "nothing": (b"", "ليس مستند Word"),
    "old Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Word قديم"),
    "an empty archive": (zipped(), "ليس مستند Word"),
    "another archive": (zipped(**{"a.txt": "x"}), "ليس مستند Word"),
    "a broken archive": (GOOD[:-200], "ليس مستند Word"),
    "damaged inside": (GOOD[:300] + b"\xff" * 40 + GOOD[340:], "Word"),
    "a bomb": (bomb(), "فلم يُفتح"),
    "entities": (edited(GOOD, lambda _text: ENTITIES), "يعرّف الملف كيانات"),
    "a type from outside": (edited(GOOD, lambda _text: OUTSIDE), "يعرّف الملف كيانات"),
    "entities in styles": (edited(GOOD, lambda _text: ENTITIES, "word/styles.xml"), "يعرّف الملف كيانات"),
    "no XML": (edited(GOOD, lambda _text: "<w:document"), "المستند داخل الملف تالف"),
    "too deep": (edited(GOOD, lambda _text: "<a>" * 5000 + "</a>" * 5000), "فلم يُفتح"),
    "a macro": (edited(GOOD, str, **{"word__vbaProject.bin": "x"}), "ماكرو"),
    "a macro by its type": (
        edited(GOOD, lambda text: text.replace("main+xml", "main.macroEnabled+xml"), "[Content_Types].xml"), "ماكرو",
    ),
    "a password": (protected(), "كلمة مرور"),
    "no text": (edited(GOOD, lambda text: text.replace("w:body", "w:nobody")), "المستند داخل الملف تالف"),
    "a spreadsheet": (edited(GOOD, lambda text: text.replace("w:document", "w:workbook")), "ليس مستند Word"),
    "too many parts": (zipped(**{f"{n}.xml": "" for n in range(rules.PARTS_MAX + 1)}), "فلم يُفتح"),
}


@pytest.mark.parametrize("case_name", CASES)
def test_it_is_refused_with_a_sentence_and_nothing_is_kept(client, paper, case_name: str):
    content, sentence = CASES[case_name]

    answer = bring(client, paper, content)

    assert answer.status_code == 422 and sentence in answer.text


def test_what_is_larger_than_the_forum_takes_says_so(client, paper, monkeypatch):
    monkeypatch.setattr(rules, "FILE_MAX", len(GOOD) - 1)
    answer = bring(client, paper, GOOD)
    assert answer.status_code == 422 and "الملف كبير جدًا" in answer.text


def test_an_honest_file_beside_them_is_read(client, paper):
    assert bring(client, paper, exported(client, paper)).status_code == 303
    assert opened(GOOD).main == "word/document.xml"


@pytest.mark.parametrize("name", ["../../etc/passwd", "\u202excod.exe", "a" * 900 + ".docx", "\t.docx", "<b>.docx"])
def test_names_of_files_are_words_and_nothing_else(client, paper, name: str):
    answer = bring(client, paper, exported(client, paper), name)
    assert answer.status_code == 303 and client.get(answer.location).status_code == 200


def test_names_without_a_space_of_names_are_read_too():
    assert parsed(b"<a><b c='1'/></a>").find("b").get("c") == "1"
    with pytest.raises(NotADocument):
        parsed(b"\xff\xfe<")
    assert package.rules is rules

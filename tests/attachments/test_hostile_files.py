"""Files that were made to harm: refused with a sentence, or harmless by the time they are kept.

They are opened only in the limited process, which is nobody; the folder it may
write into is thrown away. Every file of the public collections is tried.
"""

import base64
import io
import json
import os
import subprocess
import sys
import unicodedata
import zlib

import pytest
from flask import Flask

from forum.attachments.models import Attachment
from forum.kernel.errors import Invalid
from forum.kernel.files.inside.process import NOBODY
from forum.kernel.files.names import shown_name
from forum.kernel.files.opening import ROOT, workplace
from forum.kernel.files.receiving import receive
from forum.kernel.files.store import store
from forum.kernel.i18n import force_locale
from tests.support import bombs, factories as make
from tests.support.vectors import FOLDER, vectors

pytestmark = pytest.mark.only_on("sqlite")

UPLOADS = [json.loads(line) for line in (FOLDER / "uploads.jsonl").read_text("utf-8").splitlines()]
#: What a page or a server could run, in whatever it is wrapped.
ALIVE = (b"<?php", b"<script", b"<svg", b"<!ENTITY", b"javascript:", b"/JavaScript", b"/Launch")


def said_in_arabic(error: pytest.ExceptionInfo[Invalid]) -> bool:
    """Whether the refusal is a sentence for the reader."""
    sentence = str(error.value)
    return sentence.endswith(".") and any("\u0621" <= c <= "\u064a" for c in sentence)


@pytest.mark.parametrize("row", UPLOADS, ids=[row["id"] for row in UPLOADS])
def test_a_hostile_file_is_refused_or_made_harmless(app: Flask, row: dict[str, str]):
    sent = zlib.decompress(base64.b64decode(row["zb"]))
    with force_locale("ar"):
        try:
            taken = receive(io.BytesIO(sent), row["name"])
        except Invalid as refusal:
            assert str(refusal).endswith(".")
            return
    with store().open(taken.sha256) as kept:
        content = kept.read()
    assert taken.ending in ("jpg", "png", "pdf")
    assert content != sent or taken.ending == "pdf"
    assert not [words for words in ALIVE if words in content]


@pytest.mark.parametrize(("name", "numbers"), bombs.named(), ids=lambda value: str(value))
def test_a_bomb_is_refused_with_a_sentence(app: Flask, name: str, numbers: list[int]):
    with force_locale("ar"), pytest.raises(Invalid) as refusal:
        receive(io.BytesIO(bombs.bomb(name, *numbers)), f"{name}.pdf")

    assert said_in_arabic(refusal)
    assert list(store().keys()) == []


@pytest.mark.parametrize("given", vectors("filenames"))
def test_a_hostile_name_becomes_a_harmless_one(given: str):
    name = shown_name(given, "pdf")

    assert name.endswith(".pdf") and 5 <= len(name) <= 124 and name.count(".") == 1
    assert not set(name) & set('/\\:*?"<>|;%`$={}\0')
    assert not any(unicodedata.category(c) in ("Cc", "Cs") or unicodedata.bidirectional(c) in BIDI for c in name)
    assert not name.startswith((" ", "-", "."))
    assert shown_name(name, "pdf") == name


BIDI = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def test_no_name_leaves_its_header(client, acting_as):
    board = make.board()
    acting_as(author := make.seat(board))
    post = make.post(make.thread(board=board))
    kept = receive(io.BytesIO(b'{"type":"FeatureCollection","features":[]}'), "a")
    file = make.save(Attachment(
        holder_kind="post", holder_id=post.id, position=1, member_id=author.member_id, sha256=kept.sha256,
        name="a", ending="geojson", type=kept.type, size=kept.size,
    ))
    for given in vectors("filenames"):
        file.name = shown_name(given, "geojson")
        make.save(file)

        header = client.get(f"/files/{file.id}").headers["Content-Disposition"]

        assert header.startswith('attachment; filename="') and header.isascii() and header.isprintable()
        assert header.count('"') == 2 and header.count(";") == 2


PROBE = """
import os, socket, subprocess, sys
sys.path.insert(0, {root!r})
from forum.kernel.files.inside.process import confine
confine()
said = [os.getuid()]
for act in (
    lambda: socket.socket(),
    lambda: subprocess.run(["/bin/true"]),
    lambda: os.fork(),
    lambda: open({outside!r}, "w"),
    lambda: bytearray(2 << 30),
):
    try:
        act()
        said.append("done")
    except BaseException as error:
        said.append(type(error).__name__)
os.write(1, repr(said).encode())
"""


def test_the_process_that_opens_files_may_do_nothing_else(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o700)
    with workplace() as folder:
        done = subprocess.run(
            [sys.executable, "-I", "-c", PROBE.format(root=str(ROOT), outside=str(outside / "x"))],
            capture_output=True, cwd=folder, env={}, check=False,
        )
    said = json.loads(done.stdout.replace(b"'", b'"'))

    assert said[1:4] == ["RuntimeError"] * 3
    assert said[5] == "MemoryError"
    if os.geteuid() == 0:
        assert said[0] == NOBODY and said[4] == "PermissionError"


def test_a_process_that_never_ends_is_killed_and_told(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("forum.kernel.files.opening.PATIENCE", 0)

    with force_locale("ar"), pytest.raises(Invalid, match="طال فحص الملف"):
        receive(io.BytesIO(b"%PDF-1.4"), "a.pdf")
    assert list(store().keys()) == []

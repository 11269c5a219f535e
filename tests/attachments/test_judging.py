"""What a file is, by its content alone; pictures leave what the camera noted behind."""

import io

import pytest
from flask import Flask
from PIL import Image

from forum.kernel.errors import Invalid
from forum.kernel.files.receiving import Received, receive, redeemed
from forum.kernel.files.store import store
from forum.kernel.i18n import force_locale
from tests.support import samples

pytestmark = pytest.mark.only_on("sqlite")


@pytest.mark.parametrize("ending", sorted(samples.EVERY))
def test_a_file_is_what_its_content_says_whatever_its_name(app: Flask, ending: str):
    taken = receive(io.BytesIO(samples.EVERY[ending]), "تقرير.exe")

    assert (taken.ending, taken.name) == (ending, f"تقرير exe.{ending}")
    with store().open(taken.sha256) as kept:
        assert len(kept.read()) == taken.size


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_other_pictures_become_those_that_every_device_shows(app: Flask, kind: str):
    assert receive(io.BytesIO(samples.picture(kind)), f"a.{kind}").ending in ("png", "jpg")


def test_a_picture_forgets_place_and_camera_and_stands_upright(app: Flask):
    sent = samples.picture(camera=True)
    assert b"SECRET-CAMERA" in sent and Image.open(io.BytesIO(sent)).getexif().get_ifd(samples.GPS)

    taken = receive(io.BytesIO(sent), "IMG_1.jpg")

    assert (taken.width, taken.height) == (400, 640)
    for key in (taken.sha256, taken.small):
        with store().open(key) as kept:
            drawn = kept.read()
        assert b"SECRET" not in drawn and b"Exif" not in drawn
        assert not dict(Image.open(io.BytesIO(drawn)).getexif())


def test_a_large_picture_is_made_small_and_its_small_one_smaller(app: Flask):
    taken = receive(io.BytesIO(samples.picture(size=(4000, 3000))), "a.jpg")

    assert (taken.width, taken.height) == (3200, 2400)
    with store().open(taken.small) as kept:
        assert Image.open(kept).size == (480, 360)


@pytest.mark.parametrize(("content", "words"), [
    (b"", "فارغ"),
    (b"<html><script>alert(1)</script></html>", "لا تُقبل"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "لا تُقبل"),
    (b"just words", "لا تُقبل"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "قديم"),
    (b"\0\0\0\x18ftypheic" + b"\0" * 100, "JPEG"),
    (samples.picture() + samples.packed({"a.txt": "x"}), "فخ"),
    (samples.pdf("x", catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), "PDF جديد"),
    (samples.pdf("x")[:200], "تعذرت"),
    (samples.picture()[:900], "تعذرت"),
    (samples.docx("x", **{"word/vbaProject.bin": "x"}), "ماكرو"),
    (samples.packed({"a.shp": "x", "b.zip": samples.packed({"c": "d"})}), "أرشيف آخر"),
    (samples.packed({"a.shp": "x", "run.exe": "MZ"}), "run.exe"),
    (samples.packed({"../a.shp": "x"}), "أسماء"),
])
def test_what_is_not_taken_is_told_in_the_readers_language(app: Flask, content: bytes, words: str):
    with force_locale("ar"), pytest.raises(Invalid, match=words):
        receive(io.BytesIO(content), "تقرير.pdf")


def test_a_file_over_the_limit_is_told_its_limit(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(app.config, "FILE_MEGABYTES", 1)
    large = samples.packed({"a.tif": bytes(1 << 20)}, stored=True)

    with pytest.raises(Invalid, match="1"):
        receive(io.BytesIO(large), "a.zip")
    monkeypatch.setitem(app.config, "FILE_MEGABYTES", 2)
    assert receive(io.BytesIO(large), "a.zip").ending == "zip"


def test_a_ticket_is_good_for_its_sender_alone(app: Flask):
    taken = Received("a" * 64, "a.pdf", "pdf", "application/pdf", 3)

    assert redeemed(taken.ticket(7), 7) == taken
    assert redeemed(taken.ticket(7), 8) is None
    assert redeemed(taken.ticket(7)[:-2] + "xx", 7) is None

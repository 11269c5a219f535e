"""Static files: kept for ever under their version, current under any other, and never a way out."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask

from forum.kernel.web.assets import Assets, Shelf
from forum.kernel.web.fonts import build_fonts


def shelf(folder: Path, **files: str) -> Path:
    """A folder of static files; ``css__a="…"`` writes ``css/a.css``."""
    for name, text in files.items():
        kind, stem = name.split("__")
        path = folder / kind / f"{stem}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_a_file_of_this_version_is_kept_for_ever(gallery: Flask):
    answer = gallery.test_client().get(gallery.extensions["assets"].address("css/site.css"))

    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", ["/static/v-0123456789ab/js/main.js", "/static/js/main.js"])
def test_an_address_of_another_release_gives_the_present_file_for_a_minute(gallery: Flask, address: str):
    answer = gallery.test_client().get(address)

    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    again = gallery.test_client().get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


@pytest.mark.parametrize(
    "address",
    [
        "/static/", "/static/../config.py", "/static/%2e%2e/config.py", "/static/v-12/../../config.py",
        "/static//etc/passwd", "/static/css/tokens.css", "/static/v-xyz/css/site.css", "/static/%00", "/static/%ff%fe",
        "/static/js", "/static/v-" + "a" * 5000 + "/js/main.js",
    ],
)
def test_nothing_but_the_files_themselves_is_given(gallery: Flask, address: str):
    answer = gallery.test_client().get(address)
    assert answer.status_code == 404
    assert answer.data == b""


def test_files_are_only_for_reading(gallery: Flask):
    address = gallery.extensions["assets"].address("js/main.js")
    client = gallery.test_client()
    assert client.post(address).status_code == 404
    head = client.head(address)
    assert head.status_code == 200
    assert head.data == b""
    assert int(head.headers["Content-Length"]) > 0


@pytest.mark.parametrize(
    ("wish", "encoding", "plain"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=0.8", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_file_comes_in_the_smallest_form_that_the_client_knows(gallery: Flask, wish, encoding, plain):
    assets = gallery.extensions["assets"]
    answer = gallery.test_client().get(assets.address("css/site.css"), headers={"Accept-Encoding": wish})

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert plain(answer.data) == assets.shelf.files["css/site.css"].content


def test_the_version_changes_with_any_file(tmp_path: Path):
    folder = shelf(tmp_path, css__tokens=":root { --ink: #000 }", js__main="import './a.js'")
    before = Shelf([("", folder)]).version
    assert Shelf([("", folder)]).version == before

    shelf(folder, js__main="import './b.js'")

    assert Shelf([("", folder)]).version != before


def test_a_running_forum_sees_a_changed_file_only_while_developing(tmp_path: Path):
    folder = shelf(tmp_path, js__main="first()")
    developing, serving = Assets(None, [("", folder)], watch=True), Assets(None, [("", folder)])
    before = serving.address("js/main.js")
    assert developing.address("js/main.js") == before

    shelf(folder, js__main="second()", js__other="third()")

    assert developing.address("js/main.js") != before
    assert serving.address("js/main.js") == before


def test_one_sheet_holds_all_parts_in_order(tmp_path: Path):
    folder = shelf(tmp_path, css__print="last{}", css__tokens="/* said */ first{}", css__base="second{}")
    assert Shelf([("", folder)]).files["css/site.css"].content.split() == [b"first{}", b"second{}", b"last{}"]


def test_the_typeface_is_asked_for_only_where_it_is(gallery: Flask, tmp_path: Path):
    with_font = gallery.extensions["assets"].shelf.files["css/site.css"].content.decode()
    without = Shelf(gallery.extensions["assets"].folders[:1]).files["css/site.css"].content.decode()

    assert "@font-face" not in without
    assert "font-display: swap" in with_font
    for address in re.findall(r"url\(\"\.\./(.*?)\"\)", with_font):
        assert address in gallery.extensions["assets"].shelf.files


def test_the_typeface_is_built_once(fonts: Path):
    assert build_fonts(fonts / "fonts") == []
    assert sorted(path.name for path in (fonts / "fonts").iterdir()) == ["plex-400.woff2", "plex-600.woff2"]


def test_a_missing_typeface_is_said_and_breaks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog):
    monkeypatch.setattr("forum.kernel.web.fonts.FAMILY", "No Such Family")
    assert build_fonts(tmp_path) == []
    assert "pages use the device's own" in caplog.text
    assert list(tmp_path.iterdir()) == []

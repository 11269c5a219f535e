"""A page's first visit over a weak line: at most 60 KB compressed without the font, scripts 15 KB."""

import re
from collections.abc import Iterable

import brotli
import pytest
from flask import Flask

FIRST_VISIT = 60 * 1024
SCRIPTS = 15 * 1024
FONT = 24 * 1024


def sent(gallery: Flask, address: str) -> int:
    """Bytes on the line for one file, as a browser asks for it."""
    answer = gallery.test_client().get(address, headers={"Accept-Encoding": "br, gzip"})
    assert answer.status_code == 200, address
    return len(answer.data)


def scripts(gallery: Flask) -> Iterable[str]:
    """The addresses of every script."""
    assets = gallery.extensions["assets"]
    return [assets.address(name) for name in assets.shelf.files if name.endswith(".js")]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_first_visit_to_a_thread_is_light(gallery: Flask, language: str):
    client = gallery.test_client()
    client.set_cookie("language", language)
    page = client.get("/thread").text
    loaded = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page)) | set(scripts(gallery))
    loaded = {address for address in loaded if not address.endswith(".woff2")}

    weight = len(brotli.compress(page.encode(), quality=4)) + sum(sent(gallery, address) for address in loaded)

    assert weight <= FIRST_VISIT, f"{weight} bytes: {sorted(loaded)}"


def test_all_scripts_together_are_light(gallery: Flask):
    assert sum(sent(gallery, address) for address in scripts(gallery)) <= SCRIPTS


def test_each_weight_of_the_typeface_is_light(gallery: Flask):
    files = gallery.extensions["assets"].shelf.files
    assert {n: len(f.content) for n, f in files.items() if n.endswith(".woff2") and len(f.content) > FONT} == {}
    assert sum(name.endswith(".woff2") for name in files) == 2

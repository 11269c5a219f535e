"""The browser tests' own instruments measure what they say."""

import pytest
from playwright.sync_api import Page

from tests.support import browser

PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><title>صفحة</title></head>
<body style="background:#fff"><main><h1>منصات</h1><p style="color:{colour}">كيف نجمع النفايات من الأحياء القديمة؟</p>
<div style="inline-size:{width}px">نص</div></main></body></html>"""


def test_pale_arabic_is_found(page: Page):
    """axe-core by itself takes joined letters for an icon font and passes over their contrast."""
    page.set_content(PAGE.format(colour="#bbbbbb", width=100))

    found = browser.violations(page)

    assert len(found) == 1
    assert found[0].startswith("color-contrast (serious)")


def test_a_sound_page_has_no_violations(page: Page):
    page.set_content(PAGE.format(colour="#333333", width=100))

    assert browser.violations(page) == []
    assert browser.too_wide(page) == []


def test_a_page_wider_than_the_phone_is_found(page: Page, axe):
    page.set_content(PAGE.format(colour="#333333", width=900))

    with pytest.raises(AssertionError, match="wider than the screen: <div"):
        axe(page)


@pytest.mark.browse(languages=["en"])
def test_words_are_those_of_the_page(page: Page):
    assert page.words("Save") == "Save"


@pytest.mark.browse(languages=["ar"])
def test_words_are_those_of_an_arabic_page(page: Page):
    assert page.words("Save") == "حفظ"
    with pytest.raises(AssertionError, match="has no Arabic"):
        page.words("There is no such text.")


@pytest.mark.browse(languages=["ar"], scripts=[True])
def test_what_is_asked_of_others_is_noticed(page: Page):
    other = page.context.new_page()
    watch = browser.Watch(other, "http://127.0.0.1:1")
    other.set_content('<img src="http://127.9.9.9:1/picture.png" alt=""><script>missing()</script>')
    other.wait_for_timeout(100)

    assert "the page asked http://127.9.9.9:1/picture.png" in watch.wrong
    assert any("missing is not defined" in sentence for sentence in watch.wrong)

"""Finding: in any spelling, narrowed by every filter, opened where the words stand."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from forum.demonstration import accounts
from tests.support.steps import fill, follow, heading, number_in, press, sign_in, visit

#: What people type → words in other forms that must be marked among the results.
QUESTIONS = {
    "اطلاق": {"أطلقنا"},
    "بلديات صغيره GIS": {"نظم", "معلومات", "جغرافية", "البلدية"},
    "area c": {"ج"},
}


def test_a_searcher_finds_narrows_opens_and_goes_on(page: Page, axe):
    visit(page, "/sign-in")
    sign_in(page, accounts.MEMBER)
    follow(page, "Search")
    axe(page)
    for question, wanted in QUESTIONS.items():
        _find(page, question)
        _words_are_marked(page, wanted)
        _every_thread_stands_once(page)
    axe(page)
    _narrow(page, axe)
    _open_at_the_words(page, axe)
    _find_nothing(page, axe)


def _find(page: Page, question: str) -> None:
    """Ask; on a slow machine ask again, as anybody would."""
    box = page.get_by_role("main").get_by_role("search")
    fill(page, "Search past experience", question, box)
    for _attempt in range(5):
        press(page, "Search", box)
        if not page.get_by_text(page.words("(the best found in half a second)")).count():
            return


def _hits(page: Page) -> Locator:
    return page.locator(".hit")


def _words_are_marked(page: Page, wanted: set[str]) -> None:
    """The best hit shows in context why it is one."""
    expect(_hits(page).first.locator("mark").first).to_be_attached()
    marked = {words.strip("\"«»()") for words in page.locator(".hit mark").all_inner_texts()}
    assert wanted <= marked


def _every_thread_stands_once(page: Page) -> None:
    titles = page.locator(".hit__title").all_inner_texts()
    assert len(titles) == len(set(titles))


def _narrow(page: Page, axe) -> None:
    """Each filter leaves as many as it said, and can be taken away again."""
    _find(page, "بلدية")
    everything = _total(page)
    _choose(page, "Platform")
    axe(page)
    _choose(page, "Board")
    assert _total(page) < everything
    _take_away(page)
    assert _total(page) == everything
    for group in ("Topics", "Region", "Kind", "State"):
        _choose(page, group)
        _take_away(page)
    _choose(page, "Date")
    assert _total(page) < everything
    assert "since" in parse_qs(urlsplit(page.url).query)
    follow(page, "Newest first")
    moments = [time.get_attribute("datetime") for time in page.locator(".hit time").all()]
    assert moments == sorted(moments, reverse=True)
    _take_away(page)


def _total(page: Page) -> int:
    shown = page.get_by_role("status").first.inner_text()
    return number_in(shown) if re.search(r"\d", shown) else _hits(page).count()


def _choose(page: Page, group: str) -> None:
    """The first value of a filter leaves as many results as stands beside it."""
    follow(page, "Filters", page.get_by_role("main"))
    section = page.locator(".filters__group").filter(has=page.get_by_role("heading", name=page.words(group)))
    option = section.get_by_role("link").first
    counted = option.locator(".count")
    promised = number_in(counted.inner_text()) if counted.count() else None
    option.click()
    page.wait_for_load_state()
    expect(page.locator(".filter[aria-current]").first).to_be_attached()
    assert promised in (None, _total(page))


def _take_away(page: Page) -> None:
    """Every chosen filter leads to its removal."""
    while (chosen := page.locator(".filter[aria-current]")).count():
        chosen.first.click()
        page.wait_for_load_state()


def _open_at_the_words(page: Page, axe) -> None:
    """A hit opens its thread where the words stand, not at the top."""
    _find(page, "اطلاق")
    _hits(page).first.get_by_role("link").click()
    page.wait_for_load_state()
    number = urlsplit(page.url).fragment
    assert number.startswith("post-")
    expect(page.locator(f"#{number}")).to_be_in_viewport()
    expect(page.locator(f"#{number}")).to_contain_text("أطلقنا")
    axe(page)


def _find_nothing(page: Page, axe) -> None:
    """Where nothing is found, the question can be asked."""
    follow(page, "Search")
    question = "ظظظغغغ ططط"
    if page.scripts:
        _suggestions(page)
    _find(page, question)
    expect(_hits(page)).to_have_count(0)
    axe(page)
    follow(page, "Ask colleagues this question")
    assert heading(page) == page.words("Where does your thread belong?")
    axe(page)
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page.get_by_label(page.words("Title"))).to_have_value(question)


def _suggestions(page: Page) -> None:
    """Titles are offered while one types; arrows and Enter lead there, Escape closes."""
    box = page.get_by_role("main").get_by_role("combobox")
    box.press_sequentially("نظم")
    offered = page.get_by_role("option")
    expect(offered.first).to_be_visible()
    box.press("ArrowDown")
    expect(offered.first).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(offered.first).to_be_hidden()

"""What the scripts add to links and forms that work without them, tried in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

MODULES = sorted((Path(__file__).parents[2] / "static/js/modules").glob("*.js"))


def test_every_module_parses_and_can_be_started_with_nothing(page: Page):
    page.goto("/paper")
    for module in MODULES:
        start = page.evaluate("async (name) => typeof (await import(`/static/js/modules/${name}`)).start", module.name)
        assert start == "function", module.name
        page.evaluate("async (name) => (await import(`/static/js/modules/${name}`)).start([])", module.name)


def test_main_knows_every_module_and_no_other():
    main = (MODULES[0].parents[1] / "main.js").read_text("utf-8")
    assert set(re.findall(r"^  (\w+): ", main, re.M)) == {path.stem for path in MODULES}


def test_quote_puts_the_words_of_a_post_into_the_reply(page: Page):
    page.goto("/thread")
    page.locator('[data-quote="post-3"]').click()
    box = page.locator("#reply textarea")
    assert box.input_value().startswith("> We publish the pumping schedule")
    expect(box).to_be_focused()


def test_quote_takes_only_the_chosen_words(page: Page):
    page.goto("/thread")
    page.locator("#post-1 .post__body strong").dblclick()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#post-1 .post__body strong'))")
    page.evaluate("document.querySelector('[data-quote=\"post-1\"]').click()")
    assert page.locator("#reply textarea").input_value() == "> من ثلاث صفحات\n\n"


def test_the_bar_writes_markdown_that_can_be_undone(page: Page):
    page.goto("/thread")
    box = page.locator("#reply textarea")
    box.fill("سطر أول\nسطر ثان")
    box.select_text()
    page.get_by_role("button", name="قائمة مرقمة").click()
    assert box.input_value() == "1. سطر أول\n2. سطر ثان"
    page.keyboard.press("Control+z")
    assert box.input_value() == "سطر أول\nسطر ثان"


def test_the_bar_leaves_the_caret_where_one_writes_on(page: Page):
    page.goto("/thread")
    page.get_by_role("button", name="خط عريض").click()
    page.keyboard.type("مهم")
    assert page.locator("#reply textarea").input_value() == "**مهم**"


def test_a_draft_comes_back_and_goes_with_the_reply(page: Page):
    page.goto("/thread")
    page.locator("#reply textarea").fill("رد طويل كتبته في الميدان")
    expect(page.get_by_text("المسودة محفوظة على هذا الجهاز")).to_be_visible()

    page.goto("/paper")
    page.goto("/thread")
    expect(page.locator("#reply textarea")).to_have_value("رد طويل كتبته في الميدان")

    page.get_by_role("button", name="نشر الرد").click()
    page.wait_for_url("**/thread?sent")
    page.wait_for_function("Object.keys(localStorage).length === 0")
    assert page.locator("#reply textarea").input_value() == ""


def test_a_reply_that_did_not_arrive_keeps_its_draft(page: Page):
    page.goto("/thread")
    page.locator("#reply textarea").fill("رد على خط ضعيف")
    page.route("**/thread", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="نشر الرد").click()
    page.wait_for_timeout(300)

    page.goto("/thread")

    expect(page.locator("#reply textarea")).to_have_value("رد على خط ضعيف")


def test_signing_out_forgets_the_drafts(page: Page):
    page.goto("/thread")
    page.locator("#reply textarea").fill("لا يقرؤه زميلي على الجهاز نفسه")
    expect(page.get_by_text("المسودة محفوظة على هذا الجهاز")).to_be_visible()
    page.locator("[data-menu] > summary").click()
    page.get_by_role("button", name="تسجيل الخروج").click()
    page.wait_for_function("Object.keys(localStorage).length === 0")


def test_a_second_tap_sends_nothing(page: Page):
    page.goto("/thread")
    page.evaluate("""() => {
        window.sent = 0
        document.addEventListener('submit', (event) => {
            if (!event.defaultPrevented) window.sent++
            event.preventDefault()
        })
    }""")
    page.locator("#reply textarea").fill("مرة واحدة")
    button = page.get_by_role("button", name="نشر الرد")
    button.click()
    button.click(force=True)
    assert page.evaluate("window.sent") == 1


def test_the_preview_appears_without_leaving_the_page(page: Page):
    def answer(route: Route) -> None:
        if route.request.headers.get("x-part") == "preview":
            route.fulfill(content_type="text/html", body='<div class="words"><p><strong>مهم</strong></p></div>')
        else:
            route.continue_()

    page.route("**/thread", answer)
    page.goto("/thread")
    page.locator("#reply textarea").fill("**مهم**")
    page.get_by_role("button", name="معاينة").click()
    expect(page.locator("#reply .composer__preview strong")).to_have_text("مهم")
    assert page.url.endswith("/thread")


def test_similar_threads_appear_from_the_tenth_letter(page: Page):
    asked = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body='<aside class="similar"><a href="#">كلفة وحدة GIS</a></aside>')

    page.route("**/search/similar**", answer)
    page.goto("/gallery")
    box = page.locator("[data-similar]")
    box.press_sequentially("تسعة أحر")
    page.wait_for_timeout(600)
    assert asked == []
    box.press_sequentially("ف وأكثر")
    expect(page.get_by_role("link", name="كلفة وحدة GIS")).to_be_visible()
    assert len(asked) == 1


def test_suggestions_are_chosen_with_the_arrows(page: Page):
    found = '<a role="option" href="/paper?1">أول</a><a role="option" href="/paper?2">ثان</a>'
    page.route("**/search/suggest**", lambda route: route.fulfill(content_type="text/html", body=found))
    page.goto("/gallery")
    box = page.locator("main [data-suggest]")
    box.press_sequentially("نف")
    options = page.locator("main .suggestions [role=option]")
    expect(options).to_have_count(2)
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    box.press("ArrowDown")
    assert page.locator(f"#{box.get_attribute('aria-activedescendant')}").inner_text() == "ثان"
    box.press("Escape")
    expect(options.first).not_to_be_visible()
    box.press_sequentially("ا")
    expect(options.first).to_be_visible()
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_url("**/paper?2")


def test_night_comes_at_once_and_is_told_to_the_server(page: Page):
    page.goto("/thread")
    page.locator("[data-menu] > summary").click()
    with page.expect_request("**/display") as told:
        page.get_by_role("button", name="ليل").click()
    assert 'name="theme"\r\n\r\ndark' in told.value.post_data
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    expect(page.get_by_role("button", name="ليل")).to_have_attribute("aria-pressed", "true")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(20, 25, 21)"


def test_escape_closes_the_menu(page: Page):
    page.goto("/thread")
    summary = page.locator("[data-menu] > summary")
    summary.click()
    expect(page.locator("[data-menu]")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator("[data-menu]")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_letters_are_sorted_from_the_keyboard_only_while_they_have_the_focus(page: Page):
    page.goto("/gallery")
    page.evaluate("""() => document.querySelector('[data-key="2"]').addEventListener('click', (event) => {
        event.preventDefault()
        window.pressed = 2
    })""")
    page.locator("main [data-suggest]").press("2")
    assert page.evaluate("window.pressed") is None
    page.locator("[data-letter]").focus()
    page.keyboard.press("2")
    assert page.evaluate("window.pressed") == 2


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", ["gallery", "thread", "paper"])
def test_no_page_is_wider_than_the_screen(page: Page, gallery_address: str, name: str, language: str):
    page.context.add_cookies([{"name": "language", "value": language, "url": gallery_address}])
    page.goto(f"/{name}")
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_what_is_tapped_on_a_phone_is_large_enough(page: Page):
    page.goto("/thread")
    page.locator("[data-menu] > summary").click()
    small = page.evaluate("""() =>
        [...document.querySelectorAll('button, summary, .menu__item, .top__tool, .top__name')]
        .filter((e) => e.checkVisibility())
        .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44)
        .map(([words, box]) => `${words}: ${box.width} × ${box.height}`)""")
    assert small == []

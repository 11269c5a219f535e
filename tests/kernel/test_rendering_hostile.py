"""What attackers send becomes harmless, keeps its words, and costs little."""

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings, strategies as st

from forum.kernel.rendering import TooComplex, excerpt, find_mentions, paragraphs, rules, to_html, to_text
from forum.kernel.rendering.characters import normalise
from forum.kernel.rendering.cleaning import clean
from forum.kernel.rendering.links import safe_address
from forum.kernel.rendering.parsing import formatted
from tests.support.markup import faults, is_closed, leads_somewhere_safe, leaks, letters, parsed
from tests.support.vectors import vectors

FAMILIES = ["xss_markdown", "xss_html", "html5_parser", "naughty", "commonmark", "bidi"]
BATCH = 100  # outputs read in one go; that each is whole is held by the test of cleaning twice


def batches(outputs: list[str]) -> list[str]:
    return ["\n".join(outputs[at : at + BATCH]) for at in range(0, len(outputs), BATCH)]


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_texts_become_harmless_and_cleaning_twice_changes_nothing(family: str):
    outputs = [formatted(normalise(text)) for text in vectors(family) if len(text) <= rules.LENGTH_MAX]
    assert [output for output in outputs if clean(output) != output] == []
    assert [list(faults(batch)) for batch in batches(outputs)] == [[] for _ in batches(outputs)]
    assert [leak for batch in batches(outputs) for leak in leaks(batch)] == []


@pytest.mark.parametrize("family", ["xss_html", "html5_parser"])
def test_the_guard_holds_when_hostile_html_reaches_it(family: str):
    for text in vectors(family):
        assert list(faults(clean(normalise(text)))) == [], text


@pytest.mark.parametrize("family", FAMILIES)
def test_plain_paragraphs_are_harmless_too(family: str):
    outputs = [paragraphs(text) for text in vectors(family)]
    assert [[*faults(batch), *leaks(batch)] for batch in batches(outputs)] == [[] for _ in batches(outputs)]
    assert [output for output in outputs if clean(output) != output] == []


#: Renders each hostile text, as it is and at full length, and tells what the slowest cost.
#: In a process of its own: what hangs is killed by its limit and fails one test, not the run.
MEASURE = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from forum.kernel.rendering import rules, to_html
from tests.support.vectors import vectors

def cost(text):
    begun = time.thread_time()
    to_html(text)
    return (time.thread_time() - begun) * 1000

cost("*")
costs = []
for text in vectors("redos"):
    for typed in (text, (text * (rules.LENGTH_MAX // len(text) + 1))[:rules.LENGTH_MAX]):
        first = cost(typed)
        costs.append((min(first, cost(typed)) if first > 200 else first, len(typed), typed[:30]))
json.dump(max(costs), sys.stdout)
"""


def test_texts_made_to_hang_a_parser_cost_less_than_half_a_second():
    run = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    milliseconds, length, beginning = json.loads(run.stdout)
    assert milliseconds < 500, f"{length} characters beginning with {beginning!r}"


ROWS = ["[", "![", "*a_", "_a_", "`", "<", ">_", "-_", "1._", "~~", "|", "\\", "&", "#_", "](", "a*b_"]


@pytest.mark.parametrize("mark", [row.replace("_", " ") for row in ROWS])
def test_a_row_of_marks_is_shown_as_typed_or_formatted_but_never_lost(mark: str):
    typed = mark * (rules.LENGTH_MAX // len(mark) - 10) + " نهاية"
    assert to_text(typed).endswith("نهاية")


ADDRESSES = [
    "javascript:123", "JaVaScRiPt:alert(1)", "java\tscript:x", "\x01javascript:x", "data:text/html,x", "vbscript:x",
    "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "https:evil.example", "http:///x",
    "https://a@evil.example", "https://a.ps:b@evil.example/", "https://[::1", "https://a.ps:port/", "https://",
    "mailto:", "ftp://a.ps", "file:///etc/passwd", "tel:123", "#anchor", "page", "../up", "", " ", "blob:https://a.ps",
    "https://a.ps/\u202egnp.exe", "https://a.ps/a b", "https://a.ps/" + "x" * 2_000, "http://a.ps\\@evil.example",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES, ids=ascii)
def test_these_addresses_get_no_link(address: str):
    assert safe_address(address) is None
    assert "href" not in clean(f'<a href="{address}">x</a>')
    links = [link.get("href") for link in parsed(to_html(f"[x]({address}) <{address}>")).iter("a")]
    assert address not in links
    assert all(map(leads_somewhere_safe, links))


FIT = ["https://a.ps", "HTTP://a.ps:8080/x?y=1#z", "https://بلدية.فلسطين/أ", "/threads/7#post-9", "mailto:a@b.ps"]


@pytest.mark.parametrize("address", FIT)
def test_these_addresses_get_a_link(address: str):
    assert safe_address(address) == address
    assert [link.get("href") for link in parsed(to_html(f"[x]({address})")).iter("a")] == [address]


def test_every_hostile_address_of_the_collections_stays_out():
    for text in vectors("xss_html"):
        for address in re.findall(r"""(?i)href\s*=\s*["']?([^"'>]+)""", text):
            fit = safe_address(address)
            assert fit is None or leads_somewhere_safe(fit)


def test_what_a_hostile_page_hides_in_entities_is_seen():
    for hidden in ["javascript&colon;x", "&#106;avascript:x", "java&Tab;script:x", "&#x2f;/evil.example", "/&#9;/evil"]:
        assert clean(f'<a href="{hidden}">x</a>') == "x"


SINGLE = list("*_`[]()<>&|-+#\\/:@•أ")
ROWS_OF = ["**", "__", "~~", "``", "```", "~~~", "![", "](", "<a>", "&lt;", "|-", "1.", "1-", "###", "---"]
WHOLE = ["https://a.ps", "www.a", "javascript:", "نص", "GIS", "12"]
CONTROLS = ["\n", "\n\n", "\t", "   ", "\u202e", "\u2066", "\u2069", "\u200f", "\x00", "\ud800"]
MARKS = st.sampled_from(SINGLE + ROWS_OF + WHOLE + CONTROLS)
PIECES = st.lists(MARKS | st.text(st.characters(), max_size=5), max_size=40).map(" ".join)
CLOSE = st.lists(MARKS, max_size=40).map("".join)


@settings(max_examples=250, deadline=None)
@given(PIECES | CLOSE)
def test_any_text_becomes_harmless_html(text: str):
    try:
        output = formatted(normalise(text))
    except TooComplex:
        output = to_html(text)
    assert [*faults(output), *leaks(output)] == []
    assert clean(output) == output
    assert all(is_closed(line) for line in to_text(text).split("\n"))
    assert len(excerpt(text, 20)) <= 20
    find_mentions(text)


WORDS = st.sampled_from(["نص", "خطة", "GIS", "**مهم**", "*أ", "_ب_", "~~ج~~", "[قوس]", "<b>", "#وسم", "\\*", "`رمز`"])
BEGINNINGS = st.sampled_from(["", "- ", "  - ", "1. ", "2- ", "> ", "> > ", "# ", "   ", "\n", "| "])
TYPED = st.lists(st.tuples(BEGINNINGS, st.lists(WORDS, min_size=1, max_size=4)), max_size=12)


@settings(max_examples=250, deadline=None)
@given(TYPED)
def test_no_word_is_lost_and_none_changes_its_place(lines: list[tuple[str, list[str]]]):
    typed = "\n".join(beginning + " ".join(words) for beginning, words in lines)
    assert letters(to_text(typed)) == letters(typed)

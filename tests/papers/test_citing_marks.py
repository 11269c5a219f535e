"""The marks that cite a card: numbering, links, and what is left alone."""

from forum.papers.citations import cited, numbered, replace_marks


def test_numbers_count_first_mentions_through_the_whole_paper():
    assert numbered(["أ [@9] ب [@4]", "ج [@9][@2]"]) == {9: 1, 4: 2, 2: 3}


def test_only_whole_marks_are_marks():
    assert cited("[@12] [@0] [@x] @12 [12] [@99999999999] [@ 3]") == [12]


def test_marks_in_code_and_attributes_are_left_alone():
    html = '<p>أ [@7] <code>[@7]</code> <a href="/?[@7]" rel="a>[@7]">ب</a></p><pre><code>[@7]</code></pre>'

    made = replace_marks(html, {7: 1}, lambda number: f"<sup>{number}</sup>")

    assert made.count("<sup>1</sup>") == 1
    assert made.count("[@7]") == 4


def test_a_mark_without_a_number_stays_as_it_was_typed():
    assert replace_marks("<p>[@7] [@8]</p>", {7: 1}, str) == "<p>1 [@8]</p>"

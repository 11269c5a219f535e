"""What people write is shown as they meant it, and never as an attack."""

from forum.kernel import rendering


def test_a_plain_paragraph_carries_its_direction():
    assert rendering.to_html("مرحبا\nبكم") == '<p dir="auto">مرحبا<br>بكم</p>'


def test_plain_paragraphs_equal_the_rendered_text():
    text = "أول سطر\nثان\n\nفقرة ثانية"
    assert rendering.paragraphs(text) == rendering.to_html(text)

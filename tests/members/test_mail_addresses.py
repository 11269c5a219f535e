"""One plain mailbox, or a sentence."""

import pytest

from forum.members.addresses import is_mailbox, normalised


@pytest.mark.parametrize(("typed", "kept"), [
    (" Salma@Beit-Jala.PS ", "salma@beit-jala.ps"),
    ("\u202asalma@beitjala.ps\u202c", "salma@beitjala.ps"),
    ("ｓａｌｍａ@beitjala.ps", "salma@beitjala.ps"),
    ("\ufeffsalma@beitjala.ps\n", "salma@beitjala.ps"),
])
def test_what_a_keyboard_or_a_copied_page_adds_is_taken_off(typed, kept):
    assert normalised(typed) == kept
    assert normalised(kept) == kept


@pytest.mark.parametrize("address", [
    "salma@beitjala.ps", "first.last+forum@mail.nablus.org", "0123@x-y.ps", "name@بلدية.ps", "demo@demo.example",
])
def test_plain_mailboxes_are_accepted(address):
    assert is_mailbox(address)


@pytest.mark.parametrize("address", [
    "", "salma", "salma@", "@x.ps", "a@b", "a@b.c,x@y.z", "a@b.c;x@y.z", "a b@x.ps", "a@b.c\nbcc: x@y.z", "<a@b.c>",
    "a@[127.0.0.1]", "a..b@x.ps", "a.@x.ps", "salma odeh <a@b.c>", '"a b"@x.ps', "a@-x.ps", "موظف@بلدية.ps", "a@b@c.ps",
    f"{'a' * 65}@x.ps", "closed:7",
])
def test_anything_else_is_refused(address):
    assert not is_mailbox(normalised(address))

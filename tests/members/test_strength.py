"""Which passwords are refused, and with what sentence."""

import pytest

from forum.members import passwords
from forum.members.strength import is_common, weakness

ABOUT = ("salma.odeh@beitjala.ps", "سلمى عودة")


@pytest.mark.parametrize("password", [
    "زيت وزعتر وخبز الطابون", "correct horse battery", "mawj-7-qamar-tin", "x9!kLm2#vQ",
    "ثلاث تفاحات خضراء", " " * 3 + "olive trees",
])
def test_words_of_ones_own_are_accepted_whatever_their_characters(app, password):
    assert weakness(password, about=ABOUT) is None


@pytest.mark.parametrize("password", ["", "short", "تسعة احر"])
def test_short_ones_are_refused(app, password):
    assert "10 أحرف على الأقل" in weakness(password)


def test_there_is_room_for_a_hundred_characters_but_not_for_a_book(app):
    assert weakness("زيتونة " * 15 + "خضراء") is None
    assert "256" in weakness("بيت وشجر وماء " * 100)


@pytest.mark.parametrize("password", [
    "salma.odeh@beitjala.ps", "Salma.Odeh@BeitJala.ps", "salma.odeh2026", "سلمى عودة 1990", "سلمىعودة!!!",
])
def test_ones_own_name_and_address_are_refused(app, password):
    assert "اسمك أو بريدك" in weakness(password, about=ABOUT)


@pytest.mark.parametrize("password", [
    "password123", "Password2026!", "1234567890", "0987654321", "qwertyuiop", "aaaaaaaaaa", "1111122222",
    "abcabcabcabc", "minassat2026", "Palestine1948", "فلسطين1948", "بلدية123456", "abcdefghijkl", "ضصثقفغعهخح",
    "ramallah!!!!!", "1q2w3e4r5t",
])
def test_what_anybody_would_try_first_is_refused(app, password):
    assert is_common(password)
    assert "أول ما يُجرَّب" in weakness(password)


def test_every_character_counts(app):
    kept = passwords.hashed("زيت وزعتر وخبز ")

    assert passwords.fits(kept, "زيت وزعتر وخبز ")
    assert not passwords.fits(kept, "زيت وزعتر وخبز")
    assert not passwords.fits(kept, "زيت وزعتر وخبز \0")


def test_a_broken_or_missing_hash_fits_nothing(app):
    assert not passwords.fits(None, "nobody")
    assert not passwords.fits("not a hash", "not a hash")

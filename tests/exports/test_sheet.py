"""Tables for spreadsheets: Arabic opens, and no cell is a formula."""

import csv
import io

import pytest

from forum.exports.sheet import csv_file, safe
from tests.support.vectors import vectors


@pytest.mark.parametrize("text", vectors("csv_formula"))
def test_no_cell_begins_a_formula(text: str):
    made = csv_file(["عمود"], [[text]]).decode("utf-8-sig")
    cell = list(csv.reader(io.StringIO(made, newline="")))[1][0]
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", ["12 نموذجا", "ورشة GIS", "", "25%", "«خطة»", "a=b"])
def test_ordinary_words_stay_as_they_are(text: str):
    assert safe(text) == text


def test_the_file_says_that_it_is_utf_8():
    assert csv_file(["رقم"], [["نص", 3]]).startswith(b"\xef\xbb\xbf")

"""A text suggests topics of the vocabulary, in whichever language and form its words stand."""

import csv
import json
from pathlib import Path

import pytest

from forum.topics.models import Topic
from forum.topics.suggesting import suggest

DATA = Path(__file__).parents[2] / "forum" / "data"


def topic(number: int, slug: str, arabic: str, english: str, also: str = "") -> Topic:
    return Topic(id=number, slug=slug, label_ar=arabic, label_en=english, synonyms_ar=also, synonyms_en="")


VOCABULARY = [
    topic(1, "waste", "النفايات الصلبة", "Solid waste", "جمع النفايات; المكب"),
    topic(2, "water", "شبكات المياه", "Water networks", "الفاقد"),
    topic(3, "gis", "نظم المعلومات الجغرافية", "GIS", "جي آي اس"),
]


@pytest.mark.parametrize(
    ("title", "text", "first"),
    [
        ("كيف نجمع النفايات الصلبه ليلا؟", "", "waste"),
        ("سؤال عن الشبكات", "عندنا فاقد كبير، والفاقد في شبكات المياه يزيد", "water"),
        ("Which GIS software is free?", "", "gis"),
        ("نحتاج جي آي اس للبلدية", "", "gis"),
    ],
)
def test_the_words_of_a_topic_suggest_it(title, text, first):
    assert suggest(title, text, VOCABULARY)[0].slug == first


@pytest.mark.parametrize(("title", "text"), [("", ""), ("شكرا لكم", "مع التحية"), ("؟؟؟", "123 ...")])
def test_nothing_is_suggested_where_nothing_fits(title, text):
    assert suggest(title, text, VOCABULARY) == []


def test_what_a_platform_offers_first_wins_between_equals():
    roads, streets = topic(4, "roads", "تعبيد الطرق", "Roads"), topic(5, "streets", "إنارة الطرق", "Street lights")

    assert suggest("الطرق الداخلية", "", [roads, streets], offered={5})[0].slug == "streets"
    assert suggest("الطرق الداخلية", "", [roads, streets], offered={4})[0].slug == "roads"


def test_nine_in_ten_invented_threads_get_a_topic_that_a_person_chose():
    rows = list(csv.DictReader((DATA / "topics.csv").read_text("utf-8").splitlines()))
    vocabulary = [
        Topic(id=n, slug=r["slug"], **{k: r[k] for k in ("label_ar", "label_en", "synonyms_ar", "synonyms_en")})
        for n, r in enumerate(rows)
    ]
    offered = {r["slug"]: r["platforms"].split() for r in rows}
    (file,) = DATA.rglob("demo_threads.jsonl")
    threads = [json.loads(line) for line in file.read_text("utf-8").splitlines()]

    hits = sum(
        bool({t.slug for t in suggest(
            thread["title"], thread["body"], vocabulary,
            {t.id for t in vocabulary if thread["platform"] in offered[t.slug]},
        )} & set(thread["topics"]))
        for thread in threads
    )

    assert hits / len(threads) >= 0.9, f"{hits} of {len(threads)}"

"""Evidence from laws and outside sources: collected, cited word by word, put right, printed."""

import pytest
from sqlalchemy import select

from forum.exports.markdown import markdown_file
from forum.kernel.db import db, transaction
from forum.papers import actions as collecting, queries as papers, shelf
from forum.papers.evidence import Quote, QuoteNotFound
from forum.papers.living.watching import watch
from forum.papers.models import Evidence
from forum.papers.printing import document
from forum.papers.sources import actions, queries, rules
from forum.papers.sources.models import Material, MaterialText
from forum.papers.weighing import weigh_all
from tests.support import factories as make, papers as way

ARTICLE = "على الهيئة المحلية أن تعرض المخطط على الجمهور مدة ستين يوما، وأن تنظر في الاعتراضات."
LAW = {
    "form": "law", "number": "1", "year": 1997, "title": "الهيئات المحلية الفلسطينية وتعديلاته", "place": "15",
    "address": "https://example.org/law-1-1997",
}
REPORT = {
    "title": "الاعتراضات على المخططات", "maker": "مركز الدراسات", "publisher": "دار البلد", "dated": None,
    "place": "7", "address": "https://example.org/report",
}


def write_down(case, sort: str = rules.LAW, text: str = ARTICLE, **given) -> Material:
    with transaction():
        facts = (LAW if sort == rules.LAW else REPORT) | given
        return actions.write_down(case.file, sort, facts, text, by=case.moderator)


def cite(case, found: Material, words: str | None = "ستين يوما", **given) -> Evidence:
    with transaction():
        about = collecting.claim(case.file, "مدة العرض ستون يوما", by=case.moderator)
        given = {"stance": "supports", "kind": "legal"} | given
        quote = Quote(words) if words else None
        return actions.take(case.file, found, about, quote=quote, by=case.moderator, **given)


def card(card_id: int) -> Evidence:
    return db.session.scalars(select(Evidence).where(Evidence.id == card_id).options(*papers.CARD)).one()


def send(client, case, sort="law", **given):
    data = (LAW if sort == "law" else {k: v or "" for k, v in REPORT.items()}) | {"text": ARTICLE} | given
    return client.post(f"/issue-files/{case.file.id}/sources/{sort}", data=data)


def test_a_moderator_writes_a_law_down_and_takes_its_words_as_evidence(client, acting_as, case):
    acting_as(case.moderator)
    form = client.get(f"/issue-files/{case.file.id}/sources/new/law")
    answer = send(client, case)
    found = db.session.scalars(select(Material)).one()
    assert form.status_code == 200 and answer.location.endswith(f"/sources/{found.id}")
    page = client.get(f"/sources/{found.id}").text
    assert "قانون رقم (1) لسنة 1997م بشأن الهيئات المحلية الفلسطينية وتعديلاته، المادة (15)" in page
    assert ARTICLE in page

    data = {"exact": "تين يوما", "claim": 0, "statement": "مدة العرض", "stance": "supports", "kind": "legal"}
    taken = client.post(f"/sources/{found.id}/cards", data=data)

    made = db.session.scalars(select(Evidence)).one()
    assert taken.location.endswith(f"/issue-files/{case.file.id}#card-{made.id}")
    assert made.exact == "ستين يوما" and ARTICLE[made.start :].startswith(made.exact)
    assert ARTICLE.startswith(made.exact, made.start) and (made.prefix + made.exact + made.suffix) in ARTICLE
    assert (made.post_id, made.author_id, made.authority_id, len(made.fingerprint)) == (None, None, None, 64)
    file = client.get(f"/issue-files/{case.file.id}").text
    assert "ستين يوما" in file and "مصادر أخرى" in file
    source = client.get(f"/evidence/{made.id}").text
    assert "المادة (15)" in source and "<mark>ستين يوما</mark>" in source and "https://example.org/law-1-1997" in source


@pytest.mark.parametrize(
    ("sort", "given", "sentence"),
    [
        ("law", {"number": ""}, "يلزم الرقم"),
        ("law", {"year": "97"}, "بأربعة أرقام"),
        ("law", {"year": "9" * 30}, "بأربعة أرقام"),
        ("law", {"text": ""}, "يلزم نسخ النص"),
        ("law", {"address": "javascript:alert(1)"}, "كما يعرضه المتصفح"),
        ("outside", {"title": ""}, "يلزم عنوان المصدر"),
        ("outside", {"maker": "", "publisher": "", "address": ""}, "يلزم ذكر المؤلف"),
        ("outside", {"dated": "2999-01-01"}, "لم يأتِ هذا اليوم بعد"),
        ("outside", {"title": "عنوان\0"}, "�"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(client, acting_as, case, sort, given, sentence):
    acting_as(case.moderator)
    answer = send(client, case, sort, **{"place": "موضع كتبته"} | given)
    assert answer.status_code == 422 and sentence in answer.text and "موضع كتبته" in answer.text
    assert db.session.scalars(select(Material)).all() == []


def test_words_that_are_not_in_the_source_are_refused(client, acting_as, case):
    found = write_down(case)
    acting_as(case.moderator)
    answer = client.post(
        f"/sources/{found.id}/cards",
        data={"exact": "تسعين يوما", "claim": 0, "statement": "مدة العرض", "stance": "supports", "kind": "legal"},
    )
    assert answer.status_code == 422 and "تسعين يوما" in answer.text and "مدة العرض" in answer.text
    with pytest.raises(QuoteNotFound):
        cite(case, found, "تسعين يوما")


def test_a_law_put_right_leaves_the_card_on_its_words_and_says_that_the_source_changed(client, acting_as, case):
    found = write_down(case)
    made = cite(case, found)
    case.draft(f"نص [@{made.id}]")
    acting_as(case.moderator)
    changed = ARTICLE.replace("ستين", "تسعين")
    answer = client.post(f"/sources/{found.id}/wordings", data=LAW | {"text": changed})

    assert answer.status_code == 303
    assert card(made.id).has_changed and card(made.id).exact == "ستين يوما"
    page = client.get(f"/evidence/{made.id}").text
    assert "<mark>ستين يوما</mark>" in page and "تغيّر المصدر" in page and "<ins>تسعين" in page
    with transaction():
        tasks = watch()
    assert [task.cause for task in tasks] == ["edited"]
    shown = client.get(f"/review-tasks/{tasks[0].id}").text
    assert "<ins>تسعين" in shown
    assert {each.number for each in db.session.scalars(select(MaterialText))} == {1, 2}


def test_a_law_is_no_authority_and_nobody_is_asked_for_consent(case):
    made = cite(case, write_down(case))
    weight = weigh_all(papers.claims(case.file.id), papers.cards(case.file.id))[made.claim_id]
    assert (weight.voices, weight.supporting, weight.confidence) == (0, 0, "low")
    assert card(made.id).consent is None and not card(made.id).is_open_to_its_author


def test_a_law_is_cited_in_full_where_it_comes_first_and_briefly_after(case):
    first = cite(case, write_down(case))
    again = cite(case, write_down(case, text="تنشر اللجنة قرارها.", place="16"), "قرارها")
    report = cite(case, write_down(case, rules.OUTSIDE, text="بلغت الاعتراضات 318."), "318", kind="number")
    post = case.take()
    paper = case.draft(f"نص [@{first.id}] ثم [@{again.id}] ثم [@{report.id}] ثم [@{post.id}]")
    cards = shelf.usable_cards(case.file.id)
    edition = shelf.draft_edition(case.moderator, paper, shelf.sections(paper.id), cards)
    references = [reference.about for reference in document(edition).references]
    assert references[0].startswith("قانون رقم (1) لسنة 1997م بشأن الهيئات المحلية الفلسطينية وتعديلاته، المادة (15).")
    assert references[0].rstrip("\u200f").endswith("https://example.org/law-1-1997")
    assert references[1].startswith("قانون رقم (1) لسنة 1997م، المادة (16).")
    assert references[2] == "مركز الدراسات، «الاعتراضات على المخططات»، دار البلد، ص 7. https://example.org/report\u200f"
    assert references[3].startswith("بلدية دورا")
    assert "المادة (15)" in markdown_file(document(edition)).decode()


def test_a_frozen_version_keeps_how_a_source_was_named(client, acting_as, case):
    found = write_down(case)
    made = cite(case, found)
    post = case.take(claim="مدة العرض ستون يوما")
    with transaction():
        collecting.answer_consent(card(post.id), "authority", "", by=make.association())
    paper = case.draft(f"نص [@{made.id}] [@{post.id}]")
    way.publish(paper, by=case.moderator)
    with transaction():
        actions.correct(found, LAW | {"title": "اسم آخر"}, ARTICLE, by=case.moderator)

    page = client.get(f"/papers/{paper.id}").text
    printed = client.get(f"/evidence/{made.id}").text

    assert "بشأن الهيئات المحلية الفلسطينية وتعديلاته" in page and "اسم آخر" not in page
    assert "ستين يوما" in printed and "المادة (15)" in printed
    for form in ("html", "markdown", "json", "text", "docx"):
        assert client.get(f"/papers/{paper.id}/export/{form}").status_code == 200, form


def test_a_source_leaves_its_file_only_while_no_evidence_stands_on_it(client, acting_as, case):
    kept, unused = write_down(case), write_down(case, place="16")
    cite(case, kept)
    acting_as(case.moderator)
    assert client.post(f"/sources/{unused.id}/removal").status_code == 303
    refused = client.post(f"/sources/{kept.id}/removal")
    assert refused.status_code == 409 and "يبقى في الملف" in refused.text
    assert [row.Material.id for row in queries.materials(case.moderator, case.file)] == [kept.id]


def test_sources_are_the_desks_and_of_nobody_elses(client, acting_as, case):
    found = write_down(case)
    made = cite(case, found)
    for who, status in ((make.seat(case.board), 404), (make.outsider(), 404), (make.moderator(make.board()), 404)):
        acting_as(who)
        assert client.get(f"/sources/{found.id}").status_code == status
        assert client.get(f"/issue-files/{case.file.id}/sources/new/law").status_code == status
        seen = client.get(f"/evidence/{made.id}")
        assert (seen.status_code == 200) == (case.board.platform_id in who.platforms)
    acting_as(case.moderator)
    assert client.get(f"/sources/{2**63}").status_code == 404

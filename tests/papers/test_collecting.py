"""Marking threads toward a paper: opening issue files, adding, removing, reading them."""

from sqlalchemy import select

from forum.kernel.db import db
from forum.papers.models import IssueFile, IssueFileThread
from tests.support import factories as make


def test_a_moderator_opens_an_issue_file_from_a_thread(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    moderator = acting_as(make.moderator(board))

    page = client.get(f"/threads/{thread.id}/issue-files")
    answer = client.post(
        f"/threads/{thread.id}/issue-files/opened",
        data={
            "platform": board.platform_id, "title": "  النفايات في   الأحياء القديمة ", "question": "كم تكلف؟",
            "first_note": "تجربة ليلية",
        },
    )

    assert page.status_code == 200 and "فتح ملف قضية جديد" in page.text
    file = db.session.scalars(select(IssueFile)).one()
    assert answer.status_code == 303 and answer.location.endswith(f"/issue-files/{file.id}")
    assert (file.title, file.question) == ("النفايات في الأحياء القديمة", "كم تكلف؟")
    assert file.opened_by_id == moderator.member_id
    kept = db.session.scalars(select(IssueFileThread)).one()
    assert (kept.thread_id, kept.note, kept.member_id) == (thread.id, "تجربة ليلية", moderator.member_id)
    shown = client.get(answer.location).text
    assert thread.title in shown and "تجربة ليلية" in shown


def test_a_file_without_a_name_is_sent_back_with_the_question_kept(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.moderator(board))

    answer = client.post(
        f"/threads/{thread.id}/issue-files/opened", data={"platform": board.platform_id, "question": "كم تكلف؟"}
    )

    assert answer.status_code == 422
    assert "يلزم اسم للقضية" in answer.text and "كم تكلف؟" in answer.text
    assert db.session.scalars(select(IssueFile)).all() == []


def test_a_thread_joins_a_file_once_and_leaves_it_again(client, acting_as, case):
    acting_as(case.moderator)
    other = make.thread(board=case.board, title="مجسم في قاعة البلدية")
    address = f"/threads/{other.id}/issue-files/joined"

    for note in ("أول", "ثان"):
        assert client.post(address, data={"issue_file": case.file.id, "note": note}).status_code == 303

    kept = db.session.scalars(select(IssueFileThread).where(IssueFileThread.thread_id == other.id)).one()
    assert kept.note == "ثان"
    assert "مجسم في قاعة البلدية" in client.get(f"/issue-files/{case.file.id}").text
    assert client.post(f"/issue-files/{case.file.id}/threads/{other.id}/removal").status_code == 303
    assert "مجسم في قاعة البلدية" not in client.get(f"/issue-files/{case.file.id}").text


def test_a_file_counts_authorities_and_regions_not_posts(client, acting_as, case):
    again = make.post(case.thread, "ونؤكد رقم 318 مرة ثانية.", author=case.post.author)
    north = make.post(
        case.thread, "وعندنا 142 اعتراضا.", author=make.member(authority=make.authority(name_ar="عزون", region="north"))
    )
    case.take()
    case.take(again)
    case.take(north, words="142")
    acting_as(case.moderator)

    page = client.get(f"/issue-files/{case.file.id}").text

    assert "هيئتان" in page
    assert "جنوب الضفة الغربية: 1" in page and "شمال الضفة الغربية: 1" in page and "قطاع غزة: 0" in page


def test_a_thread_that_the_moderator_may_not_read_is_not_listed(client, acting_as, case):
    elsewhere = make.thread(title="شأن منصة أخرى")
    make.save(IssueFileThread(issue_file_id=case.file.id, thread_id=elsewhere.id, member_id=case.moderator.member_id))
    acting_as(case.moderator)

    assert "شأن منصة أخرى" not in client.get(f"/issue-files/{case.file.id}").text


def test_the_list_names_the_files_of_ones_platforms_only(client, acting_as, case, queries):
    other = make.moderator(make.board())

    acting_as(case.moderator)
    with queries.at_most(4):
        assert case.file.title in client.get("/issue-files").text
    acting_as(other)
    assert case.file.title not in client.get("/issue-files").text
    acting_as(make.association())
    assert case.file.title in client.get("/issue-files").text


def test_issue_files_are_not_for_members(client, acting_as, case):
    acting_as(make.seat(case.board))
    for address in ("/issue-files", "/issue-files/new", f"/threads/{case.thread.id}/issue-files"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "ملفات القضايا والمسودات من عمل مشرفي المنصة والاتحاد" in answer.text
    assert client.get(f"/issue-files/{case.file.id}").status_code == 404


def test_a_moderator_opens_no_file_on_a_platform_of_others(client, acting_as, case):
    elsewhere = make.board()
    acting_as(case.moderator)

    answer = client.post("/issue-files/opened", data={"platform": elsewhere.platform_id, "title": "ملف في غير مكانه"})

    assert answer.status_code == 422
    assert db.session.scalars(select(IssueFile).where(IssueFile.platform_id == elsewhere.platform_id)).all() == []


def test_an_issue_file_page_costs_a_fixed_number_of_queries(client, acting_as, case, queries):
    acting_as(case.moderator)
    for n in range(12):
        case.take(make.post(case.thread, f"الرقم {n}000 عندنا"), words=f"{n}000", claim=f"مقولة {n % 4}")
    with queries.at_most(8):
        client.get(f"/issue-files/{case.file.id}")

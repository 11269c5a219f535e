"""From a thread to a paper that everybody reads: issue file, evidence, draft, consent, review, published."""

from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from forum.demonstration import accounts
from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.members.models import Member, Office
from forum.papers.documents import Paper, PaperStage
from forum.papers.endorsements.actions import sign
from forum.papers.endorsements.queries import newest_version
from forum.papers.endorsements.rules import SIGNING_ORDER
from forum.platforms.models import Seat
from tests.support.accounts import actor_of
from tests.support.steps import choose, fill, follow, heading, pick, press, sign_in, visit, worker

THREAD = "من أين نبدأ بإنشاء وحدة نظم معلومات جغرافية بموظفة واحدة وميزانية 20 ألف شيكل؟"
OTHER = "ترقيم المباني: بنرقم حسب المسافة والا بالتسلسل؟"
WORDS = "اكتشفنا 214 مبنى بلا رخصة"
CLAIM = "وحدة صغيرة بأدوات مفتوحة تسترد كلفتها خلال أشهر"
FILE, TITLE = "وحدات نظم المعلومات الجغرافية في الهيئات الصغيرة", "ورقة موقف: وحدة جغرافية في كل هيئة محلية"
DELEGATE, RESERVATION = "سامر الطويل", "نؤيد على أن تشترك الهيئات الصغيرة في وحدة واحدة."
TEXT = "نقترح أن تموّل الوزارة وحدة صغيرة في كل هيئة."


def test_a_marked_thread_becomes_a_paper_that_a_visitor_reads(page: Page, app, axe):
    visit(page, "/sign-in")
    sign_in(page, accounts.MODERATOR)
    file = _open_an_issue_file(page, axe)
    _take_evidence(page, axe, file)
    paper = _draft(page, axe, file)
    _leaves_as_files(page)
    follow(page, "Send to review")
    axe(page)
    press(page, "Send to review")
    worker(app)

    cookie = app.config["SESSION_COOKIE_NAME"]
    _become(page, accounts.MEMBER, cookie)
    _the_cited_author_answers(page, axe)
    _members_read_the_draft(page, axe, paper)

    _become(page, accounts.ASSOCIATION, cookie)
    _the_authorities_are_asked(page, axe, paper)
    _become(page, accounts.MEMBER, cookie)
    _the_delegate_speaks(page, axe, paper)
    _become(page, accounts.ASSOCIATION, cookie)
    _the_offices_sign(page, axe, paper)
    _publish(page, axe, paper)
    page.context.clear_cookies(name=cookie)
    _a_visitor_reads(page, axe)


def _become(page: Page, account, cookie: str) -> None:
    page.context.clear_cookies(name=cookie)
    visit(page, "/sign-in")
    sign_in(page, account)


def _open_an_issue_file(page: Page, axe) -> str:
    """The thread is marked; a second one joins it."""
    visit(page, "/boards/5")
    page.get_by_role("link", name=THREAD).first.click()
    follow(page, "Mark toward a position paper")
    axe(page)
    opening = page.locator("#open")
    press(page, "Open the file", opening)
    expect(page.get_by_role("alert")).to_be_visible()
    fill(page, "Name of the issue", FILE)
    fill(page, "What is to be found out?", "كم تكلف الوحدة وماذا تعطي؟", page.locator("#open"))
    press(page, "Open the file")
    assert heading(page) == FILE
    file = page.url
    axe(page)
    visit(page, "/boards/5")
    page.get_by_role("link", name=OTHER).first.click()
    follow(page, "Mark toward a position paper")
    pick(page, "Issue file", FILE, page.locator("#add"))
    axe(page)
    press(page, "Add", page.locator("#add"))
    visit(page, file)
    titles = page.locator("#threads").get_by_role("link").all_inner_texts()
    assert {THREAD, OTHER} <= set(titles)
    return file


def _take_evidence(page: Page, axe, file: str) -> None:
    """Words of a post become a card that keeps who said them, where and when."""
    page.locator("#threads").get_by_role("link", name=THREAD).click()
    follow(page, "Use as evidence", page.get_by_role("article").nth(1))
    axe(page)
    fill(page, "The words", WORDS)
    pick(page, "Issue file", FILE)
    fill(page, "New claim", CLAIM)
    choose(page, "Number")
    press(page, "Keep as evidence")
    visit(page, file)
    card = page.locator("#claims").get_by_role("article")
    expect(card).to_contain_text(WORDS)
    axe(page)


def _draft(page: Page, axe, file: str) -> str:
    """A paper begins with its sections; one of them cites the card."""
    fill(page, "Title", TITLE)
    fill(page, "Addressed to", "وزارة الحكم المحلي")
    fill(page, "Prepared by", "لجنة من منصة الهندسة والتخطيط")
    press(page, "Begin the draft")
    assert heading(page) == TITLE
    paper = page.url
    axe(page)
    press(page, "Write", page.get_by_role("main"))
    fill(page, "Text", TEXT)
    page.get_by_role("group", name=page.words("Cite at the end of the text")).get_by_role("checkbox").check()
    axe(page)
    press(page, "Save")
    visit(page, paper)
    expect(page.get_by_role("article")).to_contain_text(TEXT)
    references = page.get_by_role("region", name=page.words("References"))
    expect(references).to_contain_text(WORDS)
    axe(page)
    return paper


def _leaves_as_files(page: Page) -> None:
    """Whoever takes the paper along takes its citations along."""
    for label in ("Web page for printing (HTML)", "Text with footnotes (Markdown)"):
        answer = page.request.get(page.get_by_role("link", name=page.words(label)).get_attribute("href"))
        assert answer.status == 200
        assert "attachment" in answer.headers["content-disposition"]
        assert all(words in answer.text() for words in (TITLE, TEXT, WORDS))


def _the_cited_author_answers(page: Page, axe) -> None:
    """The author of the words is told, and says how they are to be signed."""
    follow(page, "Notifications")
    told = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=CLAIM))
    axe(page)
    told.get_by_role("listitem").get_by_role("link").first.click()
    page.wait_for_load_state()
    if page.get_by_role("link", name=page.words("How should your words be signed?")).count():
        axe(page)
        follow(page, "How should your words be signed?")
    assert heading(page) == page.words("Your words in a paper")
    expect(page.get_by_role("blockquote")).to_contain_text(WORDS)
    axe(page)
    press(page, "Send answer")


def _members_read_the_draft(page: Page, axe, paper: str) -> None:
    """Members of the platform read what is under review, and can comment."""
    visit(page, paper)
    expect(page.get_by_role("article")).to_contain_text(TEXT)
    follow(page, "Comments")
    axe(page)


def _weeks_pass() -> None:
    """What members and authorities had time for is over."""
    with transaction():
        db.session.execute(update(PaperStage).where(PaperStage.due_at.is_not(None)).values(due_at=clock.now()))


def _the_authorities_are_asked(page: Page, axe, paper: str) -> None:
    """After the review the text is frozen; somebody gives the voice of an authority."""
    visit(page, "/platforms/engineering/delegates")
    axe(page)
    pick(page, "Delegate", DELEGATE, page.locator("form.form"))
    press(page, "Name the delegate")
    visit(page, paper)
    follow(page, "Open the endorsement")
    expect(page.locator(".notice--needs").first).to_be_attached()
    _weeks_pass()
    press(page, "Open the endorsement", page.get_by_role("main"))
    expect(page.get_by_role("article")).to_contain_text(TEXT)
    axe(page)


def _the_delegate_speaks(page: Page, axe, paper: str) -> None:
    """One authority, one voice; a reservation needs its words."""
    visit(page, paper)
    follow(page, "Endorsement", page.get_by_role("main"))
    axe(page)
    choose(page, "Endorse with a reservation")
    press(page, "Give the voice")
    expect(page.get_by_role("alert")).to_be_visible()
    fill(page, "In words", RESERVATION)
    press(page, "Give the voice")
    expect(page.locator("#voices")).to_contain_text(RESERVATION)
    axe(page)


def _the_offices_sign(page: Page, axe, paper: str) -> None:
    """The coordinator, the legal and technical unit and the executive committee, on one fingerprint."""
    _weeks_pass()
    visit(page, f"{paper}/endorsements")
    follow(page, "Open the sign-off", page.get_by_role("main"))
    press(page, "Open the sign-off", page.get_by_role("main"))
    follow(page, "Sign-off", page.get_by_role("main"))
    axe(page)
    found = db.session.scalars(select(Paper).where(Paper.title == TITLE).order_by(Paper.id.desc())).first()
    coordinator = select(Seat.member_id).where(Seat.role == "coordinator")
    signers = [
        *db.session.scalars(coordinator.where(Seat.platform_id == found.platform_id)),
        *(db.session.scalars(select(Office.member_id).where(Office.kind == kind)).one() for kind in SIGNING_ORDER[1:]),
    ]
    with transaction():
        fingerprint = newest_version(found).fingerprint
        for member_id in signers:
            sign(found, fingerprint, by=actor_of(db.session.get_one(Member, member_id)))


def _publish(page: Page, axe, paper: str) -> None:
    """Only the association puts its name to it."""
    visit(page, paper)
    axe(page)
    follow(page, "Publish", page.get_by_role("main"))
    axe(page)
    press(page, "Publish", page.get_by_role("main"))
    assert heading(page) == TITLE


def _a_visitor_reads(page: Page, axe) -> None:
    """From the front door to the words behind a sentence, without an account."""
    visit(page, "/")
    page.get_by_role("link", name=TITLE).first.click()
    assert heading(page) == TITLE
    expect(page.get_by_role("article").first).to_contain_text(TEXT)
    signed = page.locator("#endorsements").inner_text()
    assert RESERVATION in signed and page.words("Legal and technical unit") in signed
    axe(page)
    page.get_by_role("region", name=page.words("References")).get_by_role("link").first.click()
    page.wait_for_load_state()
    expect(page.get_by_role("main")).to_contain_text(WORDS)
    axe(page)

"""The ledger: who did the same, from whom they learned, how it went; near me and of my size."""

from sqlalchemy import select

from forum.authorities.models import Authority
from forum.cases import ledger, lists, parts, queries as cases, rules
from forum.cases.models import Adoption, LedgerEntry
from forum.cases.nearness import kilometres, near, same_size
from forum.kernel.db import db
from forum.members.models import Member
from tests.cases.library import accepted, taken_up
from tests.support import factories as make


def library(count: int = 1):
    """A platform with an accepted case."""
    platform = make.platform()
    found = [accepted(make.seat(platform), platform) for _ in range(count)]
    return platform, found[0] if count == 1 else found


def test_another_authority_records_that_it_failed_and_why(client, acting_as, run_jobs):
    platform = make.platform()
    author = make.seat(platform)
    case = accepted(author, platform)
    acting_as(make.outsider())
    silent = client.post(f"/cases/{case.id}/adoptions", data={"state": "failed", "cost": "900"})
    assert silent.status_code == 422
    assert "اكتب لماذا لم تنجح" in silent.text
    form = {
        "state": "failed", "words": "لم يصدر قرار المجلس", "cost": "900 شيكل", "duration": "شهر", "changed": "لا شيء",
    }
    answer = client.post(f"/cases/{case.id}/adoptions", data=form)
    assert answer.status_code == 303
    page = client.get(f"/cases/{case.id}").text
    assert all(words in page for words in ("لم تنجح", "لم يصدر قرار المجلس", "900 شيكل", "شهر", "لا شيء"))
    run_jobs()
    acting_as(author)
    assert "لم تنجح" in client.get("/notifications").text


def test_what_was_reported_before_stays(app):
    _, case = library()
    by = make.outsider()
    taken_up(case, by, rules.CONSIDERING)
    found = taken_up(case, by, rules.ADAPTED, changed="نصف الكمية")
    states = db.session.scalars(select(LedgerEntry.state).order_by(LedgerEntry.id)).all()
    assert states == [rules.CONSIDERING, rules.ADAPTED]
    assert db.session.scalars(select(Adoption)).all() == [found]
    assert found.state == rules.ADAPTED


def test_an_adaptation_is_taken_up_in_turn_and_stands_below_it(client, acting_as):
    _, case = library()
    first = taken_up(case, make.outsider(), rules.ADAPTED, changed="أقل")
    second = make.outsider()
    acting_as(second)
    assert client.post(
        f"/cases/{case.id}/adoptions", data={"state": "adopting", "learned_from": first.id}
    ).status_code == 303
    tree = ledger.lineage(second, cases.case(second, case.id))
    assert [b.adoption.id for b in tree.branches] == [first.id]
    assert [b.adoption.authority_id for b in tree.branches[0].branches] == [second.authority_id]
    assert client.get(f"/cases/{case.id}").text.count("lineage__node") >= 3


def test_nobody_learns_from_another_case_or_from_who_only_considers(client, acting_as):
    _, (case, other) = library(2)
    elsewhere = taken_up(other, make.outsider())
    considering = taken_up(case, make.outsider(), rules.CONSIDERING)
    acting_as(make.outsider())
    for number in (elsewhere.id, considering.id, 99999):
        answer = client.post(f"/cases/{case.id}/adoptions", data={"state": "adopting", "learned_from": number})
        assert answer.status_code == 422
    assert db.session.scalars(select(Adoption).where(Adoption.case_id == case.id)).all() == [considering]


def test_a_failure_stands_where_it_happened_and_not_below_successes(app):
    _, case = library()
    failed = taken_up(case, make.outsider(), rules.FAILED, words="لا")
    adopted = taken_up(case, make.outsider())
    reader = make.outsider()
    tree = ledger.lineage(reader, cases.case(reader, case.id))
    assert [b.adoption.id for b in tree.branches] == [failed.id, adopted.id]
    assert {b.adoption.state for b in tree.peers()} == {rules.FAILED, rules.ADOPTING}
    assert tree.counts[rules.FAILED] == 1


def at(latitude: float, longitude: float, **given) -> Authority:
    """An authority at a place."""
    return make.authority(latitude=latitude, longitude=longitude, **given)


def test_peers_are_those_of_my_size_first_then_the_nearest(app):
    _, case = library()
    mine = at(32.0, 35.2, population=8_000)
    far = at(32.4, 35.2, population=9_000)
    close = at(32.02, 35.2, kind="village_council", size_class="")
    closer_of_size = at(32.1, 35.2, population=7_000)
    for place in (close, far, closer_of_size):
        taken_up(case, make.seat(make.platform(), member=make.member(authority_id=place.id)))
    reader = make.seat(make.platform(), member=make.member(authority_id=mine.id))
    found = [b.adoption.authority_id for b in ledger.lineage(reader, cases.case(reader, case.id)).peers()]
    assert found == [closer_of_size.id, far.id, close.id]
    assert ledger.cases_near(reader, near_me=True, my_size=True) == [case.id]
    stranger = make.seat(make.platform(), member=make.member(authority_id=at(31.3, 34.25, kind="village_council").id))
    assert ledger.cases_near(stranger, near_me=True, my_size=False) == []


def test_distance_and_size_are_measured(app):
    nablus, jenin = at(32.2211, 35.2544, population=100_000), at(32.4618, 35.3006, population=48_000)
    assert 26 < kilometres(nablus, jenin) < 28
    assert kilometres(nablus, make.authority()) is None
    assert not same_size(nablus, jenin)
    assert same_size(jenin, at(32.0, 35.0, population=60_000))
    assert not same_size(jenin, at(32.0, 35.0, kind="village_council"))
    assert near(jenin, jenin) is None
    assert near(None, jenin) is None


def test_the_library_is_narrowed_to_who_is_like_me(client, acting_as):
    platform = make.platform()
    mine, close, far = at(32.0, 35.2), at(32.05, 35.2), at(31.3, 34.3, kind="village_council", size_class="")
    accepted(make.seat(platform, member=make.member(authority_id=close.id)), platform, title="قريبة منا")
    accepted(make.seat(platform, member=make.member(authority_id=far.id)), platform, title="بعيدة عنا")
    acting_as(make.seat(platform, member=make.member(authority_id=mine.id)))
    page = client.get("/cases?near=1&size=1").text
    assert "قريبة منا" in page
    assert "بعيدة عنا" not in page
    assert "بعيدة عنا" in client.get("/cases").text
    assert "بعيدة عنا" not in client.get("/cases?region=north").text


def test_the_table_for_spreadsheets_holds_everything_and_no_formula(client, acting_as):
    platform = make.platform()
    case = accepted(make.seat(platform), platform, title="=HYPERLINK(1)")
    taken_up(case, make.outsider(), rules.FAILED, words="لا")
    acting_as(make.outsider())
    answer = client.get("/cases.csv")
    assert answer.mimetype == "text/csv"
    assert "'=HYPERLINK(1)" in answer.text
    assert "لم تنجح" in answer.text
    acting_as(make.association())
    assert client.get("/cases.csv").status_code == 200


def test_visitors_are_sent_to_sign_in(client):
    _, case = library()
    for address in ("/cases", "/cases.csv", f"/cases/{case.id}"):
        assert client.get(address).location.startswith("/sign-in")


def test_lists_and_the_tree_cost_the_same_however_many_there_are(app, queries):
    platform, case = library()
    by = make.outsider()
    for _ in range(4):
        accepted(make.seat(platform), platform)
        above = taken_up(case, make.outsider(), rules.ADAPTED, changed="أقل")
        taken_up(case, make.outsider(), above=above)
    found = cases.case(by, case.id)
    with queries.at_most(1):
        assert len(lists.library(by)) == 5
    with queries.at_most(4):
        tree = ledger.lineage(by, found)
        assert len([branch.newest.member.name for branch in tree]) == 8
    with queries.at_most(2):
        assert len(lists.of_authority(by, case.authority_id)) == 1


def test_a_member_can_download_what_they_told_and_reported(app):
    _, case = library()
    reader = make.outsider()
    taken_up(case, reader, rules.FAILED, words="سبب الإخفاق")
    told = parts.written_by_member(reader, db.session.get_one(Member, reader.member_id))
    assert [entry["text"] for entry in told["case_ledger"]] == ["سبب الإخفاق"]
    author = db.session.get_one(Member, case.author_id)
    assert "نص problem" in parts.written_by_member(reader, author)["cases"][0]["text"]

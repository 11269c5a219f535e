"""Authorities like mine first: a choice with its reason on each result."""

import pytest

from forum.authorities.models import Authority
from forum.members.models import Member
from forum.platforms.models import Board
from forum.search.peers import is_of_a_size, likeness
from tests.search.asking import results
from tests.support import factories as make
from tests.support.client import CheckingClient

#: Leaves nothing in the engine for the next test.
pytestmark = pytest.mark.usefixtures("index")


def town(name: str, **given) -> Authority:
    """An authority of 20,000 people in the north."""
    usual = {"name_ar": name, "name_en": name, "kind": "municipality", "region": "north", "population": 20_000}
    return make.authority(**usual | given)


def writes(board: Board, authority: Authority, title: str) -> Member:
    """Somebody of an authority opens a thread."""
    writer = make.member(authority_id=authority.id)
    make.thread("نص", board=board, author=writer, title=title, authority_id=authority.id)
    return writer


@pytest.fixture
def three(index):
    """A board with threads of a far city, a peer and a near village, and a reader of a small town."""
    board = make.board()
    writes(board, town("المدينة", region="gaza", population=600_000), "آبار آبار المدينة")
    writes(board, town("القرية", kind="village_council", population=900), "آبار القرية وطرقها ومدارسها")
    writes(board, town("النظيرة", population=25_000), "موضوع طويل في عنوانه عن آبار البلدة النظيرة وما حولها")
    reader = make.seat(board, member=make.member(authority_id=town("بلدتي").id))
    index()
    return board, reader


def test_peers_come_first_and_say_why(client: CheckingClient, acting_as, three):
    _, reader = three
    acting_as(reader)

    usual = client.get("/search?q=آبار")
    assert "النظيرة" not in results(usual)[0]
    assert "order=peers" in usual.text, "a link that is an address"
    assert "من حجم مماثل" not in usual.text

    page = client.get("/search?q=آبار&order=peers")

    assert "النظيرة" in results(page)[0]
    assert len(results(page)) == 3, "nothing is left out"
    assert "بلدية من حجم مماثل، المنطقة نفسها" in page.text
    english = client.in_english().get("/search?q=آبار&order=peers")
    assert "Municipality of a similar size, the same region" in english.text


def test_who_has_no_authority_is_not_offered_it(client: CheckingClient, acting_as, three):
    board, _ = three
    acting_as(make.seat(board, member=make.member(authority_id=None)))

    assert "order=peers" not in client.get("/search?q=آبار").text
    assert len(results(client.get("/search?q=آبار&order=peers"))) == 3


def test_the_order_costs_two_statements_more(client: CheckingClient, acting_as, three, queries):
    acting_as(three[1])
    client.get("/search?q=آبار&order=peers")

    with queries.at_most(11):
        client.get("/search?q=آبار&order=peers")


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({}, 3), ({"region": "gaza"}, 2), ({"population": 200_000}, 2),
        ({"kind": "village_council", "region": "gaza"}, 1),
    ],
)
def test_likeness_counts_kind_size_and_region(given: dict, level: int):
    assert likeness(town("بلدتي"), town("أخرى", **given))[0] == level


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"population": 10_000}, {"population": 20_000}, True),
        ({"population": 10_000}, {"population": 20_001}, False),
        ({"population": None, "size_class": "B"}, {"population": 9, "size_class": "B"}, True),
        ({"population": None, "size_class": ""}, {"population": None, "size_class": ""}, False),
    ],
)
def test_sizes_are_alike_by_people_else_by_class(one: dict, other: dict, alike: bool):
    assert is_of_a_size(Authority(**one), Authority(**other)) is alike

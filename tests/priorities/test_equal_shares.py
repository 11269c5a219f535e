"""The Method of Equal Shares against published elections and an independent implementation.

Elections: of Pabulib (https://pabulib.org), Warsaw Wesola 2017 and the first twelve ballots of Toulouse
2019, kept in ``published`` in its format. Winners: pabutools 1.2.3, exact fractions, the terms in
``published/equal_shares.json``. The example of 51 and 49 is the one with which the method is explained.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from forum.priorities import pabulib, shares

PUBLISHED = Path(__file__).parent / "published"
KNOWN = json.loads((PUBLISHED / "equal_shares.json").read_text("utf-8"))


def numbered(rows: dict) -> dict:
    return {int(key): numbered(value) if isinstance(value, dict) else value for key, value in rows.items()}


@pytest.mark.parametrize("number", range(len(KNOWN["elections"])))
def test_the_same_topics_win_as_in_an_independent_implementation(number: int):
    known = KNOWN["elections"][number]
    ballots, costs = numbered(known["ballots"]), numbered(known["costs"])
    share = Fraction(known["slots"] * shares.SHARES_A_SLOT, len(ballots))

    assert [step.topic for step in shares.equal_shares(ballots, costs, share, list(costs))] == known["plain"]
    steps, _first, _held = shares.raised(ballots, costs, known["slots"], list(costs))
    assert sorted(step.topic for step in steps) == known["raised"]


@pytest.mark.parametrize("name", KNOWN["published"])
def test_published_elections_of_pabulib_give_the_published_rule(name: str, monkeypatch: pytest.MonkeyPatch):
    election = pabulib.read((PUBLISHED / f"{name}.pb").read_text("utf-8"))
    ballots = {n: numbered(points) for n, points in enumerate(election.points.values())}
    costs = {int(project): int(row["cost"]) for project, row in election.projects.items()}
    monkeypatch.setattr(shares, "SHARES_A_SLOT", 1)

    share = Fraction(int(election.meta["budget"]), len(ballots))
    steps = shares.equal_shares(ballots, costs, share, list(costs))

    assert [step.topic for step in steps] == KNOWN["published"][name]
    for step in steps:
        assert sum(step.payers.values()) == step.cost, "whoever pays pays the price, to the last fraction"


def test_five_red_and_five_blue_of_ten_where_half_and_half_vote():
    """The example with which the method is explained: 51 for ten red projects, 49 for ten blue ones."""
    red, blue = list(range(1, 11)), list(range(11, 21))
    ballots = {n: dict.fromkeys(red if n <= 51 else blue, 1) for n in range(1, 101)}

    costs, groups = dict.fromkeys([*red, *blue], 1), dict.fromkeys(ballots, "all")
    outcome = shares.count(ballots, costs, 10, groups, list(costs), guarantees=False)

    assert sum(topic in red for topic in outcome.chosen) == sum(topic in blue for topic in outcome.chosen) == 5


def test_each_group_has_its_first_choice_before_anything_else():
    ballots = {1: {7: 5}, 2: {7: 5}, 3: {7: 4, 9: 1}, 4: {8: 5}}
    groups = {1: "north", 2: "north", 3: "north", 4: "south"}

    outcome = shares.count(ballots, {7: 1, 8: 1, 9: 1}, 2, groups, [7, 8, 9])

    assert outcome.chosen == [7, 8] and outcome.firsts == {"north": 7, "south": 8}
    assert all(step.how == shares.GUARANTEE for step in outcome.steps)


def test_where_slots_are_short_the_group_with_more_votes_comes_first_and_it_is_said():
    outcome = shares.count({1: {7: 5}, 2: {7: 5}, 3: {8: 5}}, {7: 1, 8: 1}, 1, {1: "a", 2: "a", 3: "b"}, [7, 8])
    assert outcome.chosen == [7] and outcome.unplaced == ("b",)


def test_nobody_voted_and_nothing_is_chosen():
    outcome = shares.count({}, {7: 1}, 3, {}, [7])
    assert outcome.chosen == [] and outcome.left == 3


@st.composite
def elections(draw):
    topics = draw(st.integers(1, 6))
    costs = {topic: draw(st.integers(1, 3)) for topic in range(1, topics + 1)}
    ballots = {}
    for council in range(draw(st.integers(0, 9))):
        given = draw(st.dictionaries(st.integers(1, topics), st.integers(1, 5), min_size=1, max_size=3))
        ballots[council] = given
    groups = {council: draw(st.sampled_from("abc")) for council in ballots}
    return ballots, costs, draw(st.integers(1, 8)), groups


@settings(deadline=None)
@given(elections())
def test_no_count_overdraws_a_purse_or_the_slots(election):
    ballots, costs, slots, groups = election
    outcome = shares.count(ballots, costs, slots, groups, list(costs))

    assert outcome.left >= 0 and len(set(outcome.chosen)) == len(outcome.chosen)
    for council in ballots:
        assert sum(step.payers.get(council, 0) for step in outcome.steps) <= outcome.share
    for step in outcome.steps:
        if step.how == shares.SHARES:
            assert sum(step.payers.values()) == step.cost * shares.SHARES_A_SLOT
            assert all(ballots[council].get(step.topic) for council in step.payers), "only supporters pay"

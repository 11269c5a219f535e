"""A count as it is kept in the database and read again: exact, with everything that it was made of."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from forum.platforms.delegates import delegates_of
from forum.priorities import queries
from forum.priorities.models import Ballot, Proposal, Round
from forum.priorities.rules import TOGETHER
from forum.priorities.shares import Outcome, Step, count


def counted(found: Round) -> dict[str, Any]:
    """Count a round; whoever asks holds its lock."""
    said = queries.ballots(found.id)
    proposed = queries.on_ballot(queries.proposals(found.id))
    delegates = [one.authority for one in delegates_of(found.platform_id)]
    groups = {one.authority_id: queries.group_of(one.authority, found.grouping) for one in said}
    outcome = count(
        {one.authority_id: dots_of(one.dots) for one in said}, {one.id: one.cost for one in proposed}, found.slots,
        groups, [one.id for one in proposed], guarantees=found.grouping != TOGETHER,
    )
    in_directory = queries.councils_by_group(found.platform, found.grouping)
    with_delegate = [queries.group_of(one, found.grouping) for one in delegates]
    return kept(outcome, proposed, said, groups) | {
        "groups": {
            group: {"councils": in_directory.get(group, 0), "delegates": with_delegate.count(group)}
            for group in queries.group_names(found.grouping)
            if in_directory.get(group) or group in groups.values()
        },
    }


def dots_of(kept_dots: Mapping[str, int]) -> dict[int, int]:
    """Dots by the number of the topic: JSON keeps numbers of topics as text."""
    return {int(topic): dots for topic, dots in kept_dots.items()}


def kept(
    outcome: Outcome, proposed: Sequence[Proposal], said: Sequence[Ballot], groups: Mapping[int, str]
) -> dict[str, Any]:
    """An outcome as JSON, with the ballots and the costs that it came from."""
    return {
        "slots": outcome.slots, "share": str(outcome.share), "first_share": str(outcome.first_share),
        "firsts": dict(outcome.firsts), "unplaced": list(outcome.unplaced),
        "order": [one.id for one in proposed], "costs": {str(one.id): one.cost for one in proposed},
        "councils": {
            str(one.authority_id): {"group": groups[one.authority_id], "dots": one.dots, "paper": one.is_paper}
            for one in said
        },
        "steps": [
            {
                "topic": step.topic, "how": step.how, "cost": step.cost, "groups": list(step.groups),
                "rate": None if step.rate is None else str(step.rate),
                "payers": {str(council): str(paid) for council, paid in step.payers.items()},
            }
            for step in outcome.steps
        ],
    }


def outcome_of(count_: Mapping[str, Any]) -> Outcome:
    """The outcome that was kept."""
    steps = tuple(
        Step(
            step["topic"], step["how"], step["cost"],
            {int(council): Fraction(paid) for council, paid in step["payers"].items()},
            None if step["rate"] is None else Fraction(step["rate"]), tuple(step["groups"]),
        )
        for step in count_["steps"]
    )
    return Outcome(
        steps, count_["slots"], Fraction(count_["share"]), Fraction(count_["first_share"]), count_["firsts"],
        tuple(count_["unplaced"]),
    )


def ballots_of(count_: Mapping[str, Any]) -> dict[int, dict[int, int]]:
    """The ballots that were counted, by council."""
    return {int(council): dots_of(one["dots"]) for council, one in count_["councils"].items()}

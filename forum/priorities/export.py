"""A published round as a file for Pabulib: what was voted on, by which council, and what was chosen."""

from typing import Any
from zoneinfo import ZoneInfo

from forum.kernel.i18n import named
from forum.kernel.i18n.locale import TIME_ZONE
from forum.priorities import queries
from forum.priorities.counting import ballots_of, outcome_of
from forum.priorities.models import Round
from forum.priorities.pabulib import Election, written
from forum.priorities.rules import DOTS
from forum.priorities.shares import SHARES_A_SLOT, totals


def election(found: Round) -> Election:
    """The round, which has a result, in the words of Pabulib. Costs are counted in shares: a slot is 100."""
    from_count = found.result.count
    outcome, ballots = outcome_of(from_count), ballots_of(from_count)
    councils = queries.authorities_of(ballots)
    together = totals(ballots)
    chosen = set(outcome.chosen)
    proposals = {one.id: one for one in queries.proposals(found.id)}
    return Election(
        meta=_meta(found, len(ballots), outcome.slots),
        projects={
            str(topic): {
                "cost": str(from_count["costs"][str(topic)] * SHARES_A_SLOT),
                "votes": str(sum(1 for given in ballots.values() if given.get(topic))),
                "score": str(together.get(topic, 0)), "name": proposals[topic].title,
                "selected": str(int(topic in chosen)),
            }
            for topic in from_count["order"]
        },
        votes={
            councils[council].code: {
                "group": from_count["councils"][str(council)]["group"],
                "voting_method": "paper" if from_count["councils"][str(council)]["paper"] else "internet",
                "vote": ",".join(map(str, given)), "points": ",".join(map(str, given.values())),
            }
            for council, given in ballots.items()
        },
    )


def _meta(found: Round, votes: int, slots: int) -> dict[str, Any]:
    days = [f"{moment.astimezone(ZoneInfo(TIME_ZONE)):%d.%m.%Y}" for moment in (found.voting_from, found.voting_until)]
    return {
        "description": found.title, "country": "Palestine", "unit": named(found.platform),
        "instance": f"{found.voting_until.year}", "num_projects": len(found.result.count["order"]), "num_votes": votes,
        "budget": slots * SHARES_A_SLOT, "vote_type": "cumulative",
        "rule": "equalshares", "date_begin": days[0], "date_end": days[1],
        "min_length": 1, "max_length": DOTS, "max_points": DOTS, "max_sum_points": DOTS, "default_score": 0,
        "language": "ar", "comment": "each group's first choice first, then equalshares/add1u with points as utilities",
    }


def file_of(found: Round) -> bytes:
    """The file's bytes."""
    return written(election(found)).encode()

"""A published count in words: why each topic was chosen, who paid with how many shares, what was left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from forum.kernel.i18n import gettext as _, listing, named, ngettext, number
from forum.priorities import queries, rules, shares
from forum.priorities.counting import ballots_of, outcome_of
from forum.priorities.models import Proposal, Round


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic that was chosen: the words that say why, and who paid."""

    proposal: Proposal
    why: str
    payers: Sequence[tuple[str, str]] = ()
    workshops: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A topic in the table of dots: in each group and together; its place among the chosen, if it was."""

    proposal: Proposal
    by_group: Sequence[int]
    total: int
    councils: int
    place: int | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of councils: how many there are, have a delegate and voted, and what they want first."""

    name: object
    councils: int
    delegates: int
    voted: int
    on_paper: int
    first: Proposal | None
    first_dots: int
    ranking: Sequence[tuple[Proposal, int]] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that the page of a result says."""

    choices: Sequence[Choice]
    lines: Sequence[Line]
    groups: Sequence[GroupLine]
    remarks: Sequence[str]
    voted: int
    councils: int
    councils_said: Sequence[tuple[str, str, Sequence[tuple[str, int]], bool]] = field(default=())

    @property
    def speaks_for_few(self) -> bool:
        """Whether fewer councils voted than did not."""
        return self.voted < self.councils * rules.FEW


def amount(value: Fraction) -> str:
    """Shares as people read them: at most two decimals."""
    return number(round(float(value), 2))


def account(found: Round) -> Account:
    """The published result of a round, which has one: a fixed number of queries."""
    count = found.result.count
    outcome, ballots = outcome_of(count), ballots_of(count)
    proposals = {one.id: one for one in queries.proposals(found.id)}
    councils = queries.authorities_of(ballots)
    names = {key: words for key, words in queries.group_names(found.grouping).items() if key in count["groups"]}
    group_of = {int(council): one["group"] for council, one in count["councils"].items()}
    workshops = queries.workshops_of(outcome.chosen)
    return Account(
        choices=[
            Choice(
                proposals[step.topic], _why(step, outcome, ballots, names, group_of),
                [(named(councils[council]), amount(paid)) for council, paid in _largest_first(step.payers)],
                workshops.get(step.topic, ()),
            )
            for step in outcome.steps
        ],
        lines=_lines(proposals, ballots, names, group_of, outcome.chosen),
        groups=[_group(key, names[key], count, proposals, ballots, group_of) for key in names],
        remarks=_remarks(outcome, names), voted=len(ballots),
        councils=sum(group["councils"] for group in count["groups"].values()),
        councils_said=[
            (named(councils[council]), str(names[group_of[council]]),
             [(proposals[topic].title, dots) for topic, dots in sorted(given.items(), key=lambda one: -one[1])],
             count["councils"][str(council)]["paper"])
            for council, given in ballots.items()
        ],
    )


def _largest_first(payers: Mapping[int, Fraction]) -> list[tuple[int, Fraction]]:
    return sorted(payers.items(), key=lambda one: (-one[1], one[0]))


def _why(
    step: shares.Step, outcome: shares.Outcome, ballots: shares.Ballots, names: Mapping[str, object],
    group_of: Mapping[int, str],
) -> str:
    """One topic's reason, in a sentence or two."""
    if step.how == shares.GUARANTEE:
        groups = listing(names[group] for group in step.groups)
        dots = sum(given.get(step.topic, 0) for council, given in ballots.items() if group_of[council] in step.groups)
        return _(
            "It is the first choice of: %(groups)s, with %(dots)s there. A workshop is kept for the first choice of "
            "each group before anything else is counted.",
            groups=groups, dots=in_dots(dots),
        )
    if step.how == shares.REST:
        return _(
            "Its supporters could not pay for it alone, but a slot was still free. Of the topics that were left it "
            "has the most dots: %(dots)s.", dots=in_dots(shares.totals(ballots)[step.topic]),
        )
    councils = ngettext("%(num)d council", "%(num)d councils", len(step.payers))
    return _(
        "%(councils)s that gave it dots paid its %(price)s shares together. One dot cost them at most %(rate)s shares, "
        "less than for any other topic that could be paid for then.",
        councils=councils, price=number(step.cost * shares.SHARES_A_SLOT), rate=amount(step.rate),
    )


def in_dots(dots: int) -> str:
    """Dots with their noun."""
    return ngettext("%(num)d dot", "%(num)d dots", dots)


def _remarks(outcome: shares.Outcome, names: Mapping[str, object]) -> list[str]:
    """How the common slots were shared out, and what remains to be said."""
    said = []
    guaranteed = sum(step.cost for step in outcome.steps if step.how == shares.GUARANTEE)
    if outcome.first_share:
        said.append(_(
            "%(guaranteed)d of %(slots)d slots went to the first choices of the groups. Each of the others is worth "
            "100 shares, and every council that voted held the same: %(share)s shares.",
            guaranteed=guaranteed, slots=outcome.slots, share=amount(outcome.first_share),
        ))
    if outcome.share > outcome.first_share:
        said.append(_(
            "With these shares alone, slots would have stayed empty. So the share of every council was raised by the "
            "same step until no further topic fitted: to %(share)s.", share=amount(outcome.share),
        ))
    said += [
        _("The first choice of %(group)s found no free slot: groups in which more councils voted came first.",
          group=names[group])
        for group in outcome.unplaced
    ]
    if outcome.left:
        said.append(ngettext(
            "%(num)d slot stays empty: no topic with dots fits into it.",
            "%(num)d slots stay empty: no topic with dots fits into them.", outcome.left,
        ))
    return said


def _lines(
    proposals: Mapping[int, Proposal], ballots: shares.Ballots, names: Mapping[str, object],
    group_of: Mapping[int, str], chosen: Sequence[int],
) -> list[Line]:
    together = shares.totals(ballots)
    inside = {key: shares.totals(ballots, [c for c in ballots if group_of[c] == key]) for key in names}
    lines = [
        Line(
            one, [inside[key].get(one.id, 0) for key in names], together.get(one.id, 0),
            sum(1 for given in ballots.values() if given.get(one.id)),
            chosen.index(one.id) + 1 if one.id in chosen else None,
        )
        for one in proposals.values() if one.decision is None
    ]
    return sorted(lines, key=lambda line: (-line.total, -line.councils, line.proposal.id))


def _group(
    key: str, name: object, count: Mapping, proposals: Mapping[int, Proposal], ballots: shares.Ballots,
    group_of: Mapping[int, str],
) -> GroupLine:
    members = [council for council in ballots if group_of[council] == key]
    first = proposals.get(count["firsts"].get(key))
    dots = shares.totals(ballots, members)
    return GroupLine(
        name, count["groups"][key]["councils"], count["groups"][key]["delegates"], len(members),
        sum(1 for council in members if count["councils"][str(council)]["paper"]), first,
        dots.get(first.id, 0) if first else 0,
        [(proposals[topic], number_) for topic, number_ in sorted(dots.items(), key=lambda one: (-one[1], one[0]))],
    )

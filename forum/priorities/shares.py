"""The Method of Equal Shares: who carries which topic with what part of the common slots.

Every council that voted holds the same number of shares. A topic is taken up when
those who gave it dots can pay for it together; the one that costs its supporters
least for each dot goes first. All numbers are exact fractions.

Source:
    Peters, Pierczyński, Skowron: Proportional Participatory Budgeting with
    Additive Utilities, NeurIPS 2021; completion by raising every share by one at a
    time and then by dots is the ADD1U of equalshares.net.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

#: One slot is worth so many shares: small enough that words like «12.5 shares» say something.
SHARES_A_SLOT = 100

GUARANTEE, SHARES, REST = "guarantee", "shares", "rest"

#: Dots that each council gave to each topic.
Ballots = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Step:
    """One topic that was chosen: how, at what cost in slots, and who paid how many shares.

    ``rate`` is what one dot cost in shares to those who paid in full.
    """

    topic: int
    how: str
    cost: int
    payers: Mapping[int, Fraction]
    rate: Fraction | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything about one count.

    ``share`` is what each council held in the end, ``first_share`` before shares
    were raised; ``unplaced`` are groups whose first choice found no slot.
    """

    steps: tuple[Step, ...]
    slots: int
    share: Fraction
    first_share: Fraction
    firsts: Mapping[str, int]
    unplaced: tuple[str, ...] = ()

    @property
    def chosen(self) -> list[int]:
        """The topics in the order in which they were chosen."""
        return [step.topic for step in self.steps]

    @property
    def left(self) -> int:
        """Slots that nothing was chosen for."""
        return self.slots - sum(step.cost for step in self.steps)


def totals(ballots: Ballots, councils: Iterable[int] | None = None) -> dict[int, int]:
    """The dots of every topic, from all councils or some of them."""
    found: dict[int, int] = {}
    for council in ballots if councils is None else councils:
        for topic, dots in ballots[council].items():
            found[topic] = found.get(topic, 0) + dots
    return found


def ranking(ballots: Ballots, order: Sequence[int]) -> Callable[[int], tuple[int, int, int]]:
    """How ties are broken, as it is announced: more dots, then more councils, then first on the ballot."""
    dots = totals(ballots)
    behind = {topic: sum(1 for given in ballots.values() if given.get(topic)) for topic in order}
    place = {topic: number for number, topic in enumerate(order)}
    return lambda topic: (-dots.get(topic, 0), -behind[topic], place[topic])


def count(
    ballots: Ballots, costs: Mapping[int, int], slots: int, groups: Mapping[int, str], order: Sequence[int],
    *, guarantees: bool = True,
) -> Outcome:
    """Choose topics: each group's first choice, then fair shares, then what still fits.

    Args:
        ballots: dots by topic, by council; a council without dots is not there.
        costs: slots that each topic takes.
        slots: how many there are.
        groups: the group of each council.
        order: the topics as they stand on the ballot.
        guarantees: whether first choices come first; where all are one group there is nothing to guarantee.
    """
    firsts = first_choices(ballots, groups, order)
    guaranteed, unplaced = _guaranteed(ballots, costs, slots, groups, firsts) if guarantees else ([], ())
    rest = slots - sum(step.cost for step in guaranteed)
    taken = {step.topic for step in guaranteed}
    open_costs = {topic: cost for topic, cost in costs.items() if topic not in taken}
    steps, first, share = raised(ballots, open_costs, rest, order)
    rest -= sum(step.cost for step in steps)
    steps += _by_dots(ballots, open_costs, rest, order, {step.topic for step in steps})
    return Outcome((*guaranteed, *steps), slots, share, first, firsts, unplaced)


def first_choices(ballots: Ballots, groups: Mapping[int, str], order: Sequence[int]) -> dict[str, int]:
    """The topic with most dots in each group; ties go by councils of the group, then by the dots of all."""
    overall = ranking(ballots, order)
    found = {}
    for group in dict.fromkeys(groups[council] for council in ballots):
        members = [council for council in ballots if groups[council] == group]
        inside = ranking({council: ballots[council] for council in members}, order)
        found[group] = min(totals(ballots, members), key=lambda topic: (*inside(topic)[:2], overall(topic)))
    return found


def _guaranteed(
    ballots: Ballots, costs: Mapping[int, int], slots: int, groups: Mapping[int, str], firsts: Mapping[str, int]
) -> tuple[list[Step], tuple[str, ...]]:
    """A slot for each group's first choice, from the common slots; where they are short, larger groups first."""
    voted = {group: sum(1 for council in ballots if groups[council] == group) for group in firsts}
    made: dict[int, Step] = {}
    unplaced = []
    for group in sorted(firsts, key=lambda group: (-voted[group], group)):
        topic = firsts[group]
        if topic in made:
            made[topic] = replace(made[topic], groups=(*made[topic].groups, group))
        elif costs[topic] <= slots - sum(step.cost for step in made.values()):
            made[topic] = Step(topic, GUARANTEE, costs[topic], {}, groups=(group,))
        else:
            unplaced.append(group)
    return list(made.values()), tuple(unplaced)


def raised(
    ballots: Ballots, costs: Mapping[int, int], slots: int, order: Sequence[int]
) -> tuple[list[Step], Fraction, Fraction]:
    """Equal shares, every share raised by one as long as slots stay empty and none is overdrawn.

    Returns:
        The steps, the share that each council would hold without raising, and the one it held.
    """
    if not ballots or slots <= 0:
        return [], Fraction(0), Fraction(0)
    first = share = Fraction(slots * SHARES_A_SLOT, len(ballots))
    wanted = [topic for topic in costs if any(given.get(topic) for given in ballots.values())]
    kept, held = equal_shares(ballots, costs, share, order), share
    while any(c <= slots - _spent(kept) for c in (costs[t] for t in wanted if t not in {s.topic for s in kept})):
        share += 1
        steps = equal_shares(ballots, costs, share, order)
        if _spent(steps) > slots:
            break
        kept, held = steps, share
    return kept, first, held


def _spent(steps: Iterable[Step]) -> int:
    return sum(step.cost for step in steps)


def equal_shares(
    ballots: Ballots, costs: Mapping[int, int], share: Fraction, order: Sequence[int]
) -> list[Step]:
    """The rule itself, for councils that hold ``share`` shares each.

    >>> ballots = {1: {7: 5}, 2: {7: 3, 8: 2}, 3: {8: 5}}
    >>> [step.topic for step in equal_shares(ballots, {7: 1, 8: 1}, Fraction(200, 3), [7, 8])]
    [7]
    """
    purse = dict.fromkeys(ballots, share)
    rank = ranking(ballots, order)
    waiting = sorted(costs, key=rank)
    steps: list[Step] = []
    while True:
        rates = {topic: rate for topic in waiting if (rate := _rate(topic, ballots, purse, costs[topic])) is not None}
        if not rates:
            return steps
        topic = min(rates, key=lambda topic: (rates[topic], rank(topic)))
        rate = rates[topic]
        payers = {
            council: min(purse[council], rate * given[topic])
            for council, given in ballots.items() if given.get(topic) and purse[council]
        }
        for council, paid in payers.items():
            purse[council] -= paid
        steps.append(Step(topic, SHARES, costs[topic], payers, rate))
        waiting.remove(topic)


def _rate(topic: int, ballots: Ballots, purse: Mapping[int, Fraction], cost: int) -> Fraction | None:
    """What one dot has to cost so that the supporters pay for the topic; none if they cannot."""
    behind = [(purse[council], given[topic]) for council, given in ballots.items() if given.get(topic)]
    price = Fraction(cost * SHARES_A_SLOT)
    if sum(money for money, _dots in behind) < price:
        return None
    dots = sum(given for _money, given in behind)
    for money, given in sorted(behind, key=lambda one: one[0] / one[1]):
        if (rate := price / dots) * given <= money:
            return rate
        price -= money
        dots -= given
    return None


def _by_dots(
    ballots: Ballots, costs: Mapping[int, int], slots: int, order: Sequence[int], taken: set[int]
) -> list[Step]:
    """What still fits into slots that nobody could pay for alone: most dots first."""
    dots = totals(ballots)
    steps = []
    for topic in sorted((t for t in costs if t not in taken and dots.get(t)), key=ranking(ballots, order)):
        if costs[topic] <= slots:
            slots -= costs[topic]
            steps.append(Step(topic, REST, costs[topic], {}))
    return steps

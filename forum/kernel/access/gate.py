"""Permissions as tables of named rules; a *no* carries its sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from forum.kernel.access.actor import Actor
from forum.kernel.errors import Refused
from forum.kernel.i18n import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with a reason; true and false in a condition."""

    allowed: bool
    reason: object = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)


class Rule:
    """One question about an actor and a thing, which owns the sentence of its *no*."""

    def __init__(self, decide: Callable[[Actor, Any], Decision], name: str) -> None:
        self._decide = decide
        self.name = name

    def __call__(self, actor: Actor, thing: Any) -> Decision:
        return self._decide(actor, thing)

    def __repr__(self) -> str:
        return self.name


def rule(sentence: object) -> Callable[[Callable[[Actor, Any], bool]], Rule]:
    """Make a rule of a yes/no function; ``sentence`` is what a refused person reads."""

    def named(question: Callable[[Actor, Any], bool]) -> Rule:
        no = Decision(False, sentence)
        return Rule(lambda actor, thing: YES if question(actor, thing) else no, question.__name__)

    return named


def all_of(*rules: Rule) -> Rule:
    """Every rule must hold; the first that does not gives the reason."""

    def decide(actor: Actor, thing: Any) -> Decision:
        return next((no for r in rules if not (no := r(actor, thing))), YES)

    return Rule(decide, f"all_of({', '.join(r.name for r in rules)})")


def any_of(*rules: Rule) -> Rule:
    """One rule must hold; if none does, the first one gives the reason."""

    def decide(actor: Actor, thing: Any) -> Decision:
        answers = [r(actor, thing) for r in rules]
        return next((yes for yes in answers if yes), answers[0])

    return Rule(decide, f"any_of({', '.join(r.name for r in rules)})")


@rule(_l("This is not possible."))
def nobody(_actor: Actor, _thing: Any) -> bool:
    """The rule that never holds."""
    return False


class Gate:
    """Answers every permission question of an area from its policy table."""

    def __init__(self, policy: Mapping[Enum, Rule]) -> None:
        self.policy = dict(policy)

    def may(self, actor: Actor, to: Enum, thing: Any) -> Decision:
        """Decide; what the table does not list is refused."""
        return self.policy.get(to, nobody)(actor, thing)

    def require(self, actor: Actor, to: Enum, thing: Any) -> None:
        """Go on only if allowed.

        Raises:
            Refused: with the sentence of the first rule that does not hold.
        """
        decision = self.may(actor, to, thing)
        if not decision:
            raise Refused(decision.reason)

    def all(self, actor: Actor, thing: Any) -> dict[str, Decision]:
        """Every decision about one thing by lower-case name, for a template that asks nobody."""
        return {to.name.lower(): rule_(actor, thing) for to, rule_ in self.policy.items()}

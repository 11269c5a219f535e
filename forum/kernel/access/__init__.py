"""Who asks, what they may do, and the sentence when they may not."""

from forum.kernel.access.actor import ANYONE, Actor
from forum.kernel.access.gate import Decision, Gate, Rule, all_of, any_of, nobody, rule

__all__ = ["ANYONE", "Actor", "Decision", "Gate", "Rule", "all_of", "any_of", "nobody", "rule"]

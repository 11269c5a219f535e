"""Priorities: what councils want taken up first, by dots, group by group and together."""

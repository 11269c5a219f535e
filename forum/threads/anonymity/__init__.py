"""Asking without a name: where it is allowed, which labels are safe, and how two officers lift it."""

"""The exchange platforms, their boards, and who sits on them."""

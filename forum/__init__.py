"""Minassat: the exchange platforms of Palestinian local authorities."""

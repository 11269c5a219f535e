"""Threads and their posts: ask, answer, accept, revise."""

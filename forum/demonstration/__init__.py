"""Invented content that shows the forum alive: people, threads, workshops, papers; and as much of it as one likes."""

"""Filling a Whoosh index with everything: whole segments at once, as arrays, instead of one posting after another.

``numbering`` turns documents into numbers of words, ``inverting`` sorts these
into postings, ``writing`` writes a segment's files as Whoosh itself would, and
``segment`` puts them together. Where Whoosh should ever be different inside,
``segment.is_possible`` says so and documents are put in one by one.
"""

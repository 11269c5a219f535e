"""Arabic as people type it: letters, words, stems and roots, made for municipal texts.

``tokens`` finds the words and remembers where they stood; ``letters`` gives each
one spelling; ``stems`` and ``roots`` find its family; ``analysis`` puts all of it
together for the index and for the question alike.
"""

from forum.search.arabic.analysis import FIELDS, Forms, content, forms, terms
from forum.search.arabic.letters import fold
from forum.search.arabic.tokens import Word, words

__all__ = ["FIELDS", "Forms", "Word", "content", "fold", "forms", "terms", "words"]

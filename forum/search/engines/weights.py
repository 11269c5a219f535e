"""How much each way of seeing a word counts: the figures behind the ranking.

Chosen on one half of the questions of public Arabic question sets (see the
decision on search) and checked on the other half.
"""

import math

#: BM25F: what a match in each field adds. Roots carry the meaning, exact forms and
#: stems lift what was really typed, grams forgive slips, pairs like words together.
FIELD_WEIGHTS = {"word": 0.3, "light": 0.2, "root": 1.0, "grams": 0.5, "pairs": 0.4}
EXACT_WEIGHTS = {"word": 1.0}

K1 = {"word": 0.9, "light": 0.9, "root": 0.9, "grams": 0.4, "pairs": 0.9}
B = 0.75

#: An equivalent phrase is looked up by its stems alone; this brings it to the height of a word in all its forms.
ALTERNATIVE = 1.4

#: The words of a phrase that the thesaurus knows count this much where they stand apart.
LOOSE = 0.7

#: A word that nobody has written yet is looked for by its grams, which then carry all of it.
UNKNOWN = 2.0

#: So many words like it are tried, and count this much beside the word itself.
CORRECTIONS, CORRECTED = 2, 0.8

#: Grams and pairs are counted for this many of the best documents only.
RESCORED = 500

#: What the other documents of a group add to its best one, and how many count.
COMPANY, MOST_COMPANY = 0.1, 6

#: What part of a question's weight a result must hold, by the number of words asked; more words, more mercy.
HELD = {1: 0.99, 2: 0.99, 3: 0.6}
HELD_OF_MANY = 0.45

#: Where nothing holds enough, results down to this part of the best score are shown.
NEAR_THE_BEST = 0.5


def idf(documents: int, having: int) -> float:
    """How telling a term is that ``having`` of ``documents`` have (Robertson and Spärck Jones, never negative)."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))

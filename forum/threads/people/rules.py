"""Numbers of the people finder, each with its reason."""

WORDS_MAX = 160
PHONE_MAX = 40
#: More than this says nothing in particular.
TOPICS_MAX = 8
#: A screen of a desktop, three of a phone.
SHOWN = 30
#: From so many accepted answers on a topic somebody counts as knowing it.
ANSWERS_OF_AN_EXPERT = 1

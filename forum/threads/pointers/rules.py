"""Numbers of the FAQ, with their reasons."""

#: A page that is read to its end; who looks for more uses the search.
FAQ_MAX = 40
#: Under a platform's boards: the first of them.
FAQ_ON_PLATFORM = 3
#: A duplicate that a person recognised says more than one colleague who found an answer.
WEIGHT_OF_POINTER = 2

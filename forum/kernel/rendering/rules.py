"""The bounds of people's text, with their reasons. Pure numbers; nothing is imported."""

#: Longer texts are shown as plain paragraphs. A long report pasted whole is about 20,000
#: characters; forms refuse earlier, so this only guards imports and old rows.
LENGTH_MAX = 50_000

#: Quotes inside quotes and lists inside lists: deeper marks are dropped, their words stay.
QUOTE_DEPTH_MAX = 4
LIST_DEPTH_MAX = 5

#: Bold inside slanted inside struck …: deeper marks stay as typed.
EMPHASIS_DEPTH_MAX = 6

#: Columns of one table; a phone shows three, a budget sheet has twelve or so.
TABLE_COLUMNS_MAX = 20

#: Lines, cells and marks that one text may have before it is shown as plain paragraphs.
PIECES_MAX = 2_500

#: Elements of the HTML it becomes; bleach takes about 50 µs for each.
ELEMENTS_MAX = 2_000

#: bleach handles ``<``, ``>`` and ``&`` one by one too; four cost as much as an element.
ESCAPES_PER_ELEMENT = 4

#: Browsers and proxies agree on about 2,000 characters of address.
ADDRESS_MAX = 2_000

#: Words after an "@" that may belong to a name: the longest names here have five words.
MENTION_WORDS_MAX = 5

#: Mentions in one text; more than that is a mailing list, not a conversation.
MENTIONS_MAX = 20

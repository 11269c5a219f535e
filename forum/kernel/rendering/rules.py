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

#: Lines, cells, bold words and links that one text may hold before it is shown as plain
#: paragraphs. Each costs about 50 µs to parse and clean, so this bounds a text to 150 ms.
PIECES_MAX = 3_000

#: Browsers and proxies agree on about 2,000 characters of address.
ADDRESS_MAX = 2_000

#: Words after an "@" that may belong to a name: the longest names here have five words.
MENTION_WORDS_MAX = 5

#: Mentions in one text; more than that is a mailing list, not a conversation.
MENTIONS_MAX = 20

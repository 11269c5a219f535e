"""Limits of files that come back, each with its reason."""

#: A paper of 80 sections is 200 KB; this leaves room for what word processors add.
FILE_MAX = 1_000_000
#: What all parts that we read may hold unpacked; the longest paper unpacks to 4 MB.
UNPACKED_MAX = 24_000_000
#: Files inside; a text with hundreds of pictures has fewer.
PARTS_MAX = 2_000
#: Elements inside one another; tables in tables in tables reach 60.
DEPTH_MAX = 200
ELEMENTS_MAX = 600_000
#: Sections that one file may bring; more than a paper can have.
SECTIONS_MAX = 200
#: Things not taken over that are listed one by one; the rest is counted.
UNREAD_MAX = 60
#: Characters shown of something that is not taken over.
UNREAD_WORDS = 200

ACCEPTED, REFUSED = "accepted", "refused"

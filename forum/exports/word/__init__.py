"""A document as DOCX, written as Office Open XML by ourselves.

Libraries for DOCX know nothing of right-to-left paragraphs, sections and
footnotes, which is most of what an Arabic paper needs; what remains is a zip
file of a dozen small XML parts (ECMA-376, transitional).
"""

from forum.exports.word.package import docx_file

__all__ = ["docx_file"]

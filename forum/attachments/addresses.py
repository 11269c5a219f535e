"""Addresses of files, for whoever has no request at hand."""


def of_file(attachment_id: int) -> str:
    """The download."""
    return f"/files/{attachment_id}"


def of_picture(attachment_id: int) -> str:
    """The picture, to be looked at."""
    return f"/files/{attachment_id}/picture"


def of_small(attachment_id: int) -> str:
    """The small picture of a list."""
    return f"/files/{attachment_id}/small"


def of_page(attachment_id: int, number: int | None = None) -> str:
    """The words of a document, at one of its pages: what is cited."""
    return f"/files/{attachment_id}/pages" + (f"#page-{number}" if number else "")

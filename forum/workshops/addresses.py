"""Addresses of workshops, for whoever has no request at hand."""


def of_workshop(workshop_id: int) -> str:
    """One workshop."""
    return f"/workshops/{workshop_id}"


def of_note(workshop_id: int) -> str:
    """The note on what was learned, while it is written."""
    return f"/workshops/{workshop_id}/note"

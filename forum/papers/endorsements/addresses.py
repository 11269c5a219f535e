"""Addresses of endorsement and sign-off, for whoever has no request at hand."""


def of_endorsements(paper_id: int) -> str:
    """What the authorities say to a paper."""
    return f"/papers/{paper_id}/endorsements"


def of_signatures(paper_id: int) -> str:
    """Who signed a paper, and whose turn it is."""
    return f"/papers/{paper_id}/signatures"

"""Addresses of issue files, evidence and papers, for whoever has no request at hand."""


def of_issue_file(file_id: int) -> str:
    """The page of an issue file."""
    return f"/issue-files/{file_id}"


def of_evidence(evidence_id: int) -> str:
    """Where the words of a card are read."""
    return f"/evidence/{evidence_id}"


def of_paper(paper_id: int) -> str:
    """The permanent address of a paper."""
    return f"/papers/{paper_id}"


def of_version(paper_id: int, number: int) -> str:
    """One frozen version of a paper."""
    return f"/papers/{paper_id}/versions/{number}"


def of_consent(evidence_id: int) -> str:
    """Where a cited author says how to be named."""
    return f"/evidence/{evidence_id}/consent"


def of_comment(comment_id: int) -> str:
    """A comment on a paper, with what can be done about it."""
    return f"/comments/{comment_id}"


def of_follow_up(paper_id: int) -> str:
    """What a paper asked, what was answered and what was done."""
    return f"/papers/{paper_id}/follow-up"


def of_recommendation(number: int) -> str:
    """Where those at work note what became of a recommendation."""
    return f"/recommendations/{number}"


def of_living_evidence(paper_id: int) -> str:
    """What happened to the sources of a paper, and what it makes of that."""
    return f"/papers/{paper_id}/living-evidence"


def of_review_task(task_id: int) -> str:
    """One change of a cited source, to be decided about."""
    return f"/review-tasks/{task_id}"

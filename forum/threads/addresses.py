"""Addresses of threads and posts, for whoever has no request at hand: the worker, mails, exports."""


def of_thread(thread_id: int) -> str:
    """The page of a thread."""
    return f"/threads/{thread_id}"


def of_post(post_id: int) -> str:
    """Leads to the page and place where a post stands now, wherever it was moved."""
    return f"/posts/{post_id}"

"""A file that is not taken, by the name of the reason."""


class No(Exception):
    """The file is refused; ``reason`` is a key of ``sentences.SENTENCES``, ``about`` what its blanks hold."""

    def __init__(self, reason: str, **about: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.about = about

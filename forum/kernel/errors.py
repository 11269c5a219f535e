"""What can go wrong, each with the sentence that a person reads."""


class ForumError(Exception):
    """Something a person can be told about; ``str(error)`` is the sentence.

    ``status`` is the HTTP status that the web layer answers with.
    """

    status = 400

    def __init__(self, sentence: object = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotFound(ForumError):
    """There is no such thing, or the person may not know that there is."""

    status = 404


class Refused(ForumError):
    """The person may see the thing but not do this with it; the sentence says why."""

    status = 403


class Invalid(ForumError):
    """What was sent cannot be used; the sentence says what to change."""

    status = 422


class Conflict(ForumError):
    """Somebody else was faster; the sentence says what to look at."""

    status = 409


class Misconfigured(ForumError):
    """A setting is wrong; names the setting, its value, the choices and where to set it."""

    status = 500

"""How much one text may ask of the server before it is shown as plain paragraphs."""

from dataclasses import dataclass


class TooComplex(Exception):
    """The text has more marks than a person would type."""


@dataclass
class Budget:
    """How many more pieces a text may have."""

    left: int

    def spend(self, pieces: int = 1) -> None:
        """Take ``pieces`` off.

        Raises:
            TooComplex: there are none left.
        """
        self.left -= pieces
        if self.left < 0:
            raise TooComplex

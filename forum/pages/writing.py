"""How to set a text, shown by examples: what is typed, and what readers see."""

from collections.abc import Iterator
from dataclasses import dataclass

from forum.kernel.i18n import gettext as _
from forum.kernel.rendering import to_html


@dataclass(frozen=True, slots=True)
class Sample:
    """One thing that can be written."""

    name: str
    typed: str

    @property
    def html(self) -> str:
        """What readers see, made by the renderer itself."""
        return to_html(self.typed)


def samples() -> Iterator[Sample]:
    """The marks that people need, the commonest first."""
    yield Sample(_("Paragraphs"), _("The first thought.") + "\n\n" + _("An empty line begins the next one."))
    yield Sample(_("Important words"), _("The deadline is **Thursday**."))
    yield Sample(_("A list"), "- " + _("The plan") + "\n- " + _("The map") + "\n- " + _("The bill"))
    yield Sample(_("Steps"), "1. " + _("Measure.") + "\n2. " + _("Draw.") + "\n3. " + _("Show it to the council."))
    yield Sample(_("Somebody else's words"), "> " + _("We collect on two days a week."))
    yield Sample(_("A link"), "[" + _("The guide") + "](https://example.org)")
    rows = [(_("Item"), _("Cost")), ("---", "---"), (_("Survey"), "62,000"), (_("Plan"), "118,000")]
    yield Sample(_("A table"), "\n".join(f"| {item} | {cost} |" for item, cost in rows))
    yield Sample(_("A heading"), "## " + _("What we did"))

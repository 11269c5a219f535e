"""Labels that stand where a name would: kept as what they tell, said in the language of whoever reads.

A stand-in's row keeps its label in ``member.name``. ``ShownName`` says it in words whenever the name
is read, so that pages, mails, files and search speak the reader's language without knowing of labels.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from forum.authorities.rules import KINDS, REGIONS
from forum.kernel.i18n import gettext as _

#: What a label tells, narrowest first.
JOB, KIND, REGION, PLATFORM, NOBODY = "job", "kind", "region", "platform", "nobody"
#: Begins and divides a label that is kept. No form takes this sign, so nobody is called so.
_SIGN = "\x1e"


@dataclass(frozen=True, slots=True)
class Label:
    """What is told of somebody who wrote without name; ``merged`` is the thread that they opened, after a merge."""

    tells: str
    kind: str = ""
    region: str = ""
    job: str = ""
    merged: int = 0

    @property
    def words(self) -> str:
        """The label alone."""
        told = {"kind": KINDS.get(self.kind, ""), "region": REGIONS.get(self.region, ""), "job": self.job}
        match self.tells:
            case "job":
                return _("%(job)s · %(kind)s · %(region)s", **told)
            case "kind":
                return _("A colleague · %(kind)s · %(region)s", kind=told["kind"], region=told["region"])
            case "region":
                return _("A colleague · %(region)s", region=told["region"])
            case "platform":
                return _("A member of the platform")
        return _("A colleague without name")

    @property
    def shown(self) -> str:
        """What stands in place of the name."""
        shown = _("%(label)s · opened the thread", label=self.words)
        return _("%(label)s (merged thread %(number)d)", label=shown, number=self.merged) if self.merged else shown

    @property
    def kept(self) -> str:
        """As it stands in the row."""
        return _SIGN + _SIGN.join((self.tells, self.kind, self.region, self.job, str(self.merged)))


def label_in(name: str) -> Label | None:
    """The label that a row keeps in place of a name; nothing where it is somebody's name."""
    parts = name.split(_SIGN)
    if len(parts) != 6 or parts[0] or not parts[5].isdecimal():
        return None
    return Label(*parts[1:5], merged=int(parts[5]))


class ShownName(TypeDecorator[str]):
    """A name as it was typed, or a label in words."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Names pass unchanged."""
        if value and value.startswith(_SIGN) and (label := label_in(value)):
            return label.shown
        return value

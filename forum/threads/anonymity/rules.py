"""Labels that stand for a name, and how many people each must fit."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from forum.authorities.rules import KINDS, REGIONS
from forum.kernel.i18n import gettext as _, lazy_gettext as _l

#: A label that fits fewer people than this tells who it is.
FEWEST = 5
REASON_MAX = 500

JOB, KIND, REGION, PLATFORM, NOBODY = "job", "kind", "region", "platform", "nobody"
#: The answer of a reply under one's own name, in a thread that was opened without.
NAMED = "named"

#: What each label tells, narrowest first.
TELLS = {
    JOB: _l("job, kind of authority and region"),
    KIND: _l("kind of authority and region"),
    REGION: _l("region"),
    PLATFORM: _l("only that you are on the platform"),
    NOBODY: _l("nothing at all"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """What labels may tell of somebody with a seat on the platform."""

    member_id: int
    job_title: str
    kind: str | None
    region: str | None

    @property
    def job(self) -> str:
        """The job as it is compared: spaces and letters that people vary do not make two of one."""
        return " ".join(self.job_title.split()).translate(str.maketrans("أإآىة", "ااايه")).casefold()


@dataclass(frozen=True, slots=True)
class Label:
    """A label that an author may choose, and how many people of the platform it fits."""

    code: str
    words: str
    people: int

    @property
    def is_safe(self) -> bool:
        """Whether enough people fit. The one that tells nothing is always there."""
        return self.code == NOBODY or self.people >= FEWEST

    @property
    def tells(self) -> object:
        """What a reader learns of the author."""
        return TELLS[self.code]


def labels(person: Person | None, seated: Collection[Person]) -> list[Label]:
    """Every label for a person, narrowest first; ``None`` for somebody without a seat on the platform."""
    return [*(_of_seat(person, seated) if person else ()), Label(NOBODY, _("A colleague without name"), 0)]


def _of_seat(person: Person, seated: Collection[Person]) -> Iterator[Label]:
    here = [other for other in seated if other.region == person.region]
    alike = [other for other in here if other.kind == person.kind]
    same_job = [other for other in alike if other.job == person.job]
    if person.region and person.kind:
        told = {"kind": KINDS[person.kind], "region": REGIONS[person.region]}
        if person.job:
            job = " ".join(person.job_title.split())
            yield Label(JOB, _("%(job)s · %(kind)s · %(region)s", job=job, **told), len(same_job))
        yield Label(KIND, _("A colleague · %(kind)s · %(region)s", **told), len(alike))
        yield Label(REGION, _("A colleague · %(region)s", region=told["region"]), len(here))
    yield Label(PLATFORM, _("A member of the platform"), len(seated))

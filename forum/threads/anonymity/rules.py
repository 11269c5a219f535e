"""Labels that stand for a name, and how many people each must fit."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from forum.kernel.i18n import lazy_gettext as _l
from forum.members import labels as members
from forum.members.labels import JOB, KIND, NOBODY, PLATFORM, REGION

#: A label that fits fewer people than this tells who it is.
FEWEST = 5
REASON_MAX = 500

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

    says: members.Label
    people: int

    @property
    def code(self) -> str:
        """How it is chosen in the form."""
        return self.says.tells

    @property
    def words(self) -> str:
        """What it says, in the reader's language."""
        return self.says.words

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
    return [*(_of_seat(person, seated) if person else ()), Label(members.Label(NOBODY), 0)]


def _of_seat(person: Person, seated: Collection[Person]) -> Iterator[Label]:
    here = [other for other in seated if other.region == person.region]
    alike = [other for other in here if other.kind == person.kind]
    same_job = [other for other in alike if other.job == person.job]
    if person.region and person.kind:
        if person.job:
            says = members.Label(JOB, person.kind, person.region, _as_most_write_it(same_job))
            yield Label(says, len(same_job))
        yield Label(members.Label(KIND, person.kind, person.region), len(alike))
        yield Label(members.Label(REGION, region=person.region), len(here))
    yield Label(members.Label(PLATFORM), len(seated))


def _as_most_write_it(people: Collection[Person]) -> str:
    """A job in the spelling that most of them use: the author's own spelling could tell who it is."""
    spellings = Counter(" ".join(one.job_title.split()) for one in people)
    return min(spellings, key=lambda words: (-spellings[words], words))

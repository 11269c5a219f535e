"""Reading the directory. It is public: nobody's permission is asked."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from forum.authorities.models import Authority, Governorate
from forum.authorities.names import folded
from forum.kernel.db import db

#: More than this many names to choose from is no choice on a phone.
CANDIDATES = 8


def everything() -> Sequence[Authority]:
    """All authorities with their governorates, in the order in which people list them."""
    query = (
        select(Authority)
        .join(Authority.governorate)
        .options(contains_eager(Authority.governorate))
        .order_by(Governorate.position, Authority.kind, Authority.name_ar)
    )
    return db.session.scalars(query).all()


def by_code(code: str) -> Authority | None:
    """The authority with this code, if there is one."""
    query = select(Authority).where(Authority.code == code).options(joinedload(Authority.governorate))
    return db.session.scalars(query).one_or_none()


def meant(words: str) -> Sequence[Authority]:
    """Which authorities somebody means who wrote ``words``, in either language.

    Returns:
        One if the name is clear; several if it is not (two villages of one
        name, or a part of some names); none if nothing is like it.
    """
    wanted = folded(words)
    if not wanted:
        return []
    all_ = everything()
    for fits in (_exactly, _without_articles, _in_part):
        if found := [authority for authority in all_ if fits(wanted, authority)]:
            return found[:CANDIDATES]
    return []


def _spellings(authority: Authority) -> list[str]:
    place = authority.governorate
    names = (authority.name_ar, place.name_ar), (authority.name_en, place.name_en)
    return [folded(text) for name, governorate in names for text in (name, f"{name} {governorate}")]


def _exactly(wanted: str, authority: Authority) -> bool:
    return wanted in _spellings(authority)


def _without_articles(wanted: str, authority: Authority) -> bool:
    bare = _bare(wanted)
    return any(bare == _bare(name) for name in _spellings(authority))


def _in_part(wanted: str, authority: Authority) -> bool:
    return len(wanted) >= 3 and any(wanted in name for name in _spellings(authority))


def _bare(name: str) -> str:
    """A name without its articles: people write «بيرة» and Bireh for «البيرة» and Al-Bireh."""
    words = (word.removeprefix("ال") if len(word) > 4 else word for word in name.split())
    return " ".join(word for word in words if word not in {"al", "ar", "as", "ash", "an", "ad", "adh", "at", "az"})

"""The innovation library in the world of the hostile tests: a case that is shown, one that waits, one hidden."""

from collections.abc import Callable, Mapping

from forum.cases import actions, rules
from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.platforms.models import Platform


def build(own: Platform, secret: Callable[[str], str], people: Mapping[str, Actor]) -> dict[str, dict[str, object]]:
    """Parts of addresses: the cases, told by the one who wrote the things."""

    def told(title: str, text: str) -> dict[str, object]:
        words = dict.fromkeys(rules.CHAPTERS, text)
        result = {"what": text, "before": "2", "after": "1", "unit": ""}
        return words | {
            "title": title, "results": [result], "shows_contact": False, "contact": secret("casecontact"),
        }

    with transaction():
        shown, waiting, hidden = (
            actions.tell(own, told(f"تجربة {name}", secret(word)), thread_id=None, submits=True, by=people["w"])
            for name, word in (("مقبولة مشترك", "caseshown"), ("تنتظر", "casewaiting"), ("مخفية", "casewaiting"))
        )
        for case in (shown, hidden):
            actions.review(case, 1, rules.ACCEPTED, "", by=people["d"])
        actions.hide(hidden, secret("casewaiting"), by=people["d"])
        entry = {"state": rules.FAILED, "cost": "", "duration": "", "changed": "", "words": secret("caseshown")}
        actions.take_up(shown, entry, learned_from=None, by=people["m"])
    return {"case_id": {"shown": shown.id, "waiting": waiting.id, "hidden": hidden.id}}

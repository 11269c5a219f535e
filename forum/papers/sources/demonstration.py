"""The invented sources that are no posts: their words say of themselves that they are invented."""

from collections.abc import Mapping
from typing import Any

from forum.kernel.access import Actor
from forum.papers import actions as collecting, rules as of_papers
from forum.papers.models import Evidence, IssueFile
from forum.papers.sources import actions, rules

#: The document whose second section cites them; the law is real, the words stand in for its words.
OF = "paper-01"
CLAIM = "جباية رسوم الهيئات المحلية وضرائبها محددة في القانون"
LAW = {"form": "law", "number": "1", "year": 1997, "title": "الهيئات المحلية الفلسطينية وتعديلاته", "address": ""}
ARTICLES = {
    "15": "نص تجريبي يقوم مقام نص المادة، ويُنقل النص الأصلي من الجريدة الرسمية قبل النشر.",
    "22": "نص تجريبي ثان يقوم مقام نص المادة، ويُنقل النص الأصلي من الجريدة الرسمية قبل النشر.",
}
REPORT = {
    "title": "تقرير تجريبي عن تحصيل ضريبة الأملاك", "maker": "مؤسسة تجريبية", "publisher": "", "dated": None,
    "place": "12", "address": "",
}
REPORTED = "نص تجريبي: ارتفعت نسبة التحصيل في الهيئات التي قسّطت الديون المتراكمة."


def cards(file: IssueFile, row: Mapping[str, Any], *, by: Actor) -> list[Evidence]:
    """Write two articles and a report down and take their words; nothing for other documents."""
    if row["id"] != OF:
        return []
    about = collecting.claim(file, CLAIM, by=by)
    given = {"stance": of_papers.CONTEXT, "by": by}
    taken = [
        actions.take(
            file, actions.write_down(file, rules.LAW, LAW | {"place": place}, text, by=by), about,
            kind=of_papers.LEGAL, **given,
        )
        for place, text in ARTICLES.items()
    ]
    report = actions.write_down(file, rules.OUTSIDE, REPORT, REPORTED, by=by)
    return [*taken, actions.take(file, report, about, kind=of_papers.NUMBER, **given)]

"""Who hears that a round is open and that its result is there; what the association reads."""

from forum.kernel.db import transaction
from forum.priorities import actions
from tests.priorities.conftest import DAY
from tests.support import factories as make


def test_members_of_the_platform_hear_of_a_round_and_of_its_result(client, acting_as, village, run_jobs):
    made = village.round(begins=3 * DAY)
    run_jobs()
    acting_as(village.delegates[2])
    told = client.get("/notifications").text
    assert "فُتحت دورة أولويات" in told and f"/priorities/{made.id}" in told
    assert "نُشرت نتيجة التصويت" not in told


def test_the_result_reaches_the_same_people_and_nobody_else(client, acting_as, village, run_jobs):
    made = village.ended(village.round(), {0: {0: 5}})
    with transaction():
        actions.publish(made, by=village.coordinator)
    run_jobs()
    acting_as(village.moderator)
    assert f"/priorities/{made.id}/result" in client.get("/notifications").text
    acting_as(make.outsider())
    told = client.get("/notifications").text
    assert "نُشرت نتيجة التصويت" not in told and "فُتحت دورة أولويات" not in told


def test_an_officer_reads_that_the_association_gives_no_dots(client, acting_as, village):
    made = village.round()
    acting_as(make.association())
    page = client.get(f"/priorities/{made.id}").text
    assert "تصوّت المجالس عبر مندوبيها" in page
    assert "طلب مقعد" not in page

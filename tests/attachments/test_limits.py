"""How much a request may bring: large files, and text that stays small."""

import pytest

from tests.attachments.test_files_of_posts import replied, sent
from tests.support import factories as make, samples

pytestmark = pytest.mark.only_on("sqlite")
#: More than a form of text may weigh, less than a file.
LARGE = samples.packed({"a.tif": bytes(1 << 21)}, stored=True)


def test_a_member_may_send_more_than_text(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    assert replied(client, make.thread(board=board), (LARGE, "a.zip")).status_code == 303


@pytest.mark.parametrize("text", ["a" * 1_100_000])
def test_text_stays_small_in_a_form_with_files_too(client, acting_as, text: str):
    board = make.board()
    acting_as(make.seat(board))
    thread = make.thread(board=board)

    answer = client.post(f"/threads/{thread.id}/replies", data=sent((samples.kml(), "a.kml"), body=text))

    assert answer.status_code == 413

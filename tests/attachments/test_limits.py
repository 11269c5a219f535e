"""How much a request may bring: large files, and text that stays small."""

import pytest

from tests.attachments.test_files_of_posts import attached, written
from tests.support import factories as make, samples

pytestmark = pytest.mark.only_on("sqlite")
#: More than a form of text may weigh, less than a file.
LARGE = samples.packed({"a.tif": bytes(1 << 21)}, stored=True)


@pytest.fixture
def post(client, acting_as):
    """Send a reply of a member as one piece of bytes; gives the status."""
    board = make.board()
    acting_as(make.seat(board))
    address = f"/threads/{make.thread(board=board).id}/replies"

    def press(*files, body: str) -> int:
        kind, whole = written(*files, body=body)
        return client.post(address, data=whole, content_type=kind).status_code

    return press


def test_a_member_may_send_more_than_text(post):
    assert post((LARGE, "a.zip"), body="في المرفق الخريطة") == 303
    assert [one.size for one in attached()] == [len(LARGE)]


def test_text_stays_small_in_a_form_with_files_too(post):
    assert post((samples.kml(), "a.kml"), body="a" * 1_100_000) == 413

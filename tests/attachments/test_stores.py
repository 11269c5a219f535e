"""Files on a store that speaks S3, on this machine; and our signatures beside those of the reference."""

import hashlib
import io
import logging
import urllib.request
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from flask import Flask

from forum.kernel.errors import Misconfigured
from forum.kernel.files.s3 import S3Store, StoreAway
from forum.kernel.files.store import init_app
from tests.attachments.test_files_of_posts import replied
from tests.support import factories as make, samples

pytestmark = pytest.mark.only_on("sqlite")
KEYS = {"region": "us-east-1", "key": "AKIDEXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where an S3-compatible store listens, with one empty bucket."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of other people's packages while they load
        server = import_module("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server.start()
    host, port = server.get_host_and_port()
    where = f"http://{host}:{port}"
    urllib.request.urlopen(urllib.request.Request(f"{where}/files", method="PUT")).close()
    yield where
    server.stop()


@pytest.fixture
def bucket(address: str) -> S3Store:
    """That bucket."""
    return S3Store(address, "files", prefix="minassat/", **KEYS)


def kept(bucket: S3Store, content: bytes) -> str:
    """Put a file; its name."""
    key = hashlib.sha256(content).hexdigest()
    bucket.put(key, io.BytesIO(content))
    return key


def test_what_is_put_comes_back_and_goes(bucket: S3Store):
    key = kept(bucket, b"some bytes")

    with bucket.open(key) as file:
        assert file.read() == b"some bytes"
    assert key in set(bucket.keys())
    assert not bucket.remove(key, older_than=timedelta(days=2))
    assert bucket.remove(key, older_than=timedelta(seconds=-5))
    assert not bucket.remove(key, older_than=timedelta(seconds=-5))
    with pytest.raises(FileNotFoundError):
        bucket.open(key)


def test_many_files_are_listed_page_by_page(bucket: S3Store, monkeypatch: pytest.MonkeyPatch):
    keys = {kept(bucket, str(n).encode()) for n in range(5)}
    real = bucket._ask

    def ask(method, key, asked=None, **more):
        return real(method, key, {**asked, "max-keys": "2"} if asked else None, **more)

    monkeypatch.setattr(bucket, "_ask", ask)

    assert keys <= set(bucket.keys())
    for key in keys:
        bucket.remove(key, older_than=timedelta(seconds=-5))


def test_a_store_that_is_away_is_told(app: Flask):
    with pytest.raises(StoreAway, match="يتعذر الوصول إلى الملفات"):
        S3Store("http://127.0.0.1:9", "files", **KEYS).put("a" * 64, io.BytesIO(b"x"))


@pytest.mark.parametrize(("method", "path", "query"), [
    ("GET", "/files/a/b", ""), ("PUT", "/files/x%20y", ""), ("GET", "/files", "list-type=2&prefix=minassat%2F"),
])
def test_our_signature_is_that_of_the_reference(method: str, path: str, query: str, monkeypatch: pytest.MonkeyPatch):
    auth, request, keys = (
        import_module(f"botocore.{name}") for name in ("auth", "awsrequest", "credentials")
    )
    moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    for name in ("get_current_datetime",):
        if hasattr(auth, name):
            monkeypatch.setattr(auth, name, lambda remove_tzinfo=True: moment.replace(tzinfo=None))
    asked = request.AWSRequest(method, f"http://store.example{path}" + (f"?{query}" if query else ""))
    digest = hashlib.sha256(b"x").hexdigest()
    asked.headers["X-Amz-Content-SHA256"] = digest
    signer = auth.S3SigV4Auth(keys.Credentials(KEYS["key"], KEYS["secret"]), "s3", "us-east-1")
    monkeypatch.setattr(signer, "payload", lambda _request: digest)
    signer.add_auth(asked)

    ours = S3Store("http://store.example", "files", **KEYS).signed(method, path, query, digest, moment)

    assert ours["Authorization"] == asked.headers["Authorization"]


def test_files_of_posts_are_kept_there_when_the_settings_say_so(client, acting_as, bucket, monkeypatch):
    monkeypatch.setitem(client.application.extensions, "files", bucket)
    board = make.board()
    acting_as(make.seat(board))
    thread = make.thread(board=board)

    assert replied(client, thread, (samples.kml(), "a.kml")).status_code == 303

    href = client.get(f"/threads/{thread.id}").text.split('href="/files/')[1].split('"')[0]
    assert client.get(f"/files/{href}").data == samples.kml()
    assert hashlib.sha256(samples.kml()).hexdigest() in set(bucket.keys())


def test_a_wrong_setting_stops_the_start(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(app.config, "FILE_STORE", "ftp")
    with pytest.raises(Misconfigured, match="'ftp'; use one of disk, s3"):
        init_app(app)
    monkeypatch.setitem(app.config, "FILE_STORE", "s3")
    with pytest.raises(Misconfigured, match="FORUM_STORE_ADDRESS is not set"):
        init_app(app)

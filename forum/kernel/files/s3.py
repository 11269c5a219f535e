"""Files in any store that speaks S3: five signed requests, nothing to install.

Source:
    AWS Signature Version 4, "Authenticating Requests (Authorization Header)"
    (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
"""

import hashlib
import hmac
import http.client
import io
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from defusedxml.ElementTree import fromstring

from forum.kernel import clock
from forum.kernel.errors import ForumError, Misconfigured
from forum.kernel.i18n import lazy_gettext as _l

_EMPTY = hashlib.sha256(b"").hexdigest()
#: Seconds that the store may be silent.
PATIENCE = 30


class StoreAway(ForumError):
    """The store does not answer, or refuses us."""

    status = 503


class S3Store:
    """Keeps each file as ``<prefix><SHA-256>`` in one bucket."""

    def __init__(self, address: str, bucket: str, *, region: str, key: str, secret: str, prefix: str = "") -> None:
        parts = urlsplit(address)
        self.is_secure, self.host = parts.scheme == "https", parts.netloc
        self.bucket, self.region, self.key, self.secret, self.prefix = bucket, region, key, secret, prefix

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> "S3Store":
        """The store that the settings name."""
        for name in ("STORE_ADDRESS", "STORE_BUCKET", "STORE_KEY", "STORE_SECRET"):
            if not config[name]:
                raise Misconfigured(f"FORUM_{name} is not set; the file store s3 needs it.")
        if not config["STORE_ADDRESS"].startswith(("https://", "http://")):
            raise Misconfigured(f"FORUM_STORE_ADDRESS is {config['STORE_ADDRESS']!r}; use https://host[:port].")
        return cls(
            config["STORE_ADDRESS"], config["STORE_BUCKET"], region=config["STORE_REGION"], key=config["STORE_KEY"],
            secret=config["STORE_SECRET"], prefix=config["STORE_PREFIX"],
        )

    def put(self, key: str, file: BinaryIO) -> None:
        """Keep a file; the store has acknowledged it, and its digest, when this returns."""
        size = file.seek(0, 2)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        self._ask("PUT", self.prefix + key, body=file, size=size, digest=digest).close()

    def open(self, key: str) -> BinaryIO:
        """The whole file; none is larger than the settings allow.

        Raises:
            FileNotFoundError: it is not there.
        """
        with self._ask("GET", self.prefix + key) as answer:
            return io.BytesIO(answer.read())

    def remove(self, key: str, *, older_than: timedelta) -> bool:
        """Forget a file that nobody names, unless it came less than that ago."""
        try:
            with self._ask("HEAD", self.prefix + key) as answer:
                came = parsedate_to_datetime(answer.headers["Last-Modified"])
        except FileNotFoundError:
            return False
        if clock.now() - came < older_than:
            return False
        self._ask("DELETE", self.prefix + key).close()
        return True

    def keys(self) -> Iterator[str]:
        """The names of all files kept, a thousand a request."""
        more: dict[str, str] = {}
        while True:
            with self._ask("GET", "", {"list-type": "2", "prefix": self.prefix, **more}) as answer:
                page = fromstring(answer.read(), forbid_dtd=True)
            found = {node.tag.rpartition("}")[2]: node.text or "" for node in page.iter()}
            for node in page.iter():
                if node.tag.endswith("}Key") or node.tag == "Key":
                    yield (node.text or "").removeprefix(self.prefix)
            if found.get("IsTruncated") != "true":
                return
            more = {"continuation-token": found["NextContinuationToken"]}

    def _ask(
        self, method: str, key: str, asked: Mapping[str, str] | None = None, *,
        body: BinaryIO | None = None, size: int = 0, digest: str = _EMPTY,
    ) -> http.client.HTTPResponse:
        path = f"/{quote(self.bucket)}" + (f"/{quote(key)}" if key else "")
        query = "&".join(f"{quote(k, safe='')}={quote(v, safe='')}" for k, v in sorted((asked or {}).items()))
        headers = self.signed(method, path, query, digest, clock.now())
        if method == "PUT":
            headers["Content-Length"] = str(size)
        line = (
            http.client.HTTPSConnection(self.host, timeout=PATIENCE, context=ssl.create_default_context())
            if self.is_secure
            else http.client.HTTPConnection(self.host, timeout=PATIENCE)
        )
        try:
            line.request(method, f"{path}?{query}" if query else path, body=body, headers=headers)
            answer = line.getresponse()
        except (OSError, http.client.HTTPException) as away:
            raise StoreAway(_l("The files are out of reach just now. Try again in a minute.")) from away
        if answer.status == 404:
            answer.close()
            raise FileNotFoundError(key)
        if answer.status >= 300:
            answer.close()
            raise StoreAway(_l("The files are out of reach just now. Try again in a minute."))
        return answer

    def signed(self, method: str, path: str, query: str, digest: str, moment: datetime) -> dict[str, str]:
        """The headers of one request, with its signature."""
        stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        scope = f"{stamp[:8]}/{self.region}/s3/aws4_request"
        headers = {"host": self.host, "x-amz-content-sha256": digest, "x-amz-date": stamp}
        names = ";".join(sorted(headers))
        lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
        request = "\n".join([method, path, query, lines, names, digest])
        said = "\n".join(["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(request.encode()).hexdigest()])
        key = f"AWS4{self.secret}".encode()
        for word in (stamp[:8], self.region, "s3", "aws4_request"):
            key = hmac.digest(key, word.encode(), "sha256")
        signature = hmac.digest(key, said.encode(), "sha256").hex()
        headers["Authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self.key}/{scope}, SignedHeaders={names}, Signature={signature}"
        )
        return headers

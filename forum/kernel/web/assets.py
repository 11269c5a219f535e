"""Style sheets, scripts, pictures and fonts: one version, which browsers keep for ever.

Everything stands under ``/static/v-<hash>/``. The hash is made of all files
together, so a module's relative ``import`` and a sheet's relative ``url()`` stay
inside the version they were written for. The files live in memory, already
compressed, and are answered before Flask wakes up: no session, no database.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

import brotli
from flask import Flask, current_app

STATIC = Path(__file__).parents[3] / "static"

#: The parts of ``css/site.css``, in order. Cascade layers decide who wins, not this list;
#: it keeps the layers' declaration first. The font's sheet joins them when the font is there.
SHEETS = ("tokens.css", "base.css", "layout.css", "components/*.css", "areas/*.css", "print.css")
FONT_SHEET = "font.css"

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
#: Already compressed inside; a second time only costs.
PACKED = {".png", ".woff2"}

FOREVER = "public, max-age=31536000, immutable"
#: An address of an older or newer release: what we have now, but ask again soon.
SOON = "public, max-age=60"

NOTHING = [("Content-Type", "text/plain"), ("Content-Length", "0"), ("X-Content-Type-Options", "nosniff")]

_ADDRESS = re.compile(r"/static/(?:v-(?P<version>[0-9a-f]{1,64})/)?(?P<name>.+)")


class File:
    """One file as it is sent: plain, and compressed on the first wish."""

    def __init__(self, name: str, content: bytes) -> None:
        self.content = content
        self.kind = KINDS[Path(name).suffix]
        self.may_shrink = Path(name).suffix not in PACKED

    @cached_property
    def brotli(self) -> bytes:
        """The smallest form; made once."""
        return brotli.compress(self.content, quality=11)

    @cached_property
    def gzip(self) -> bytes:
        """For clients that know no Brotli."""
        return gzip.compress(self.content, compresslevel=9, mtime=0)

    def best(self, accepted: str) -> tuple[bytes, str]:
        """The bytes and the content encoding for a client's ``Accept-Encoding``."""
        if self.may_shrink:
            wishes = {w.split(";")[0].strip(): w for w in accepted.lower().split(",")}
            for encoding, made in (("br", "brotli"), ("gzip", "gzip")):
                if encoding in wishes and not re.search(r"q=0(\.0*)?\s*$", wishes[encoding]):
                    return getattr(self, made), encoding
        return self.content, ""


class Shelf:
    """All files of one moment and the hash of them together."""

    def __init__(self, folders: Iterable[tuple[str, Path]]) -> None:
        texts = {name: tidied(name, path.read_bytes()) for name, path in found(folders)}
        self.files = {name: File(name, text) for name, text in texts.items() if not name.startswith("css/")}
        self.files["css/site.css"] = File("css/site.css", self._sheet(texts))
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(f"{name}\0".encode() + self.files[name].content + b"\0")
        self.version = digest.hexdigest()[:12]

    def _sheet(self, texts: dict[str, bytes]) -> bytes:
        """One style sheet of all parts, in the order of ``SHEETS``."""
        has_font = any(name.endswith(".woff2") for name in texts)
        patterns = (*SHEETS, FONT_SHEET) if has_font else SHEETS
        return b"\n".join(
            texts[name] for pattern in patterns for name in sorted(texts) if Path(name).match(f"css/{pattern}")
        )


def found(folders: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
    """Every file that may be sent, with its name under ``/static/``."""
    for prefix, folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix in KINDS and path.is_file():
                yield prefix + path.relative_to(folder).as_posix(), path


def tidied(name: str, content: bytes) -> bytes:
    """A text without what only its authors need: comments and indentation."""
    if not name.endswith((".css", ".js")):
        return content
    text = content.decode("utf-8")
    text = re.sub(r"/\*.*?\*/" if name.endswith(".css") else r"^[ \t]*/\*.*?\*/", "", text, flags=re.S | re.M)
    if name.endswith(".js"):
        text = re.sub(r"^[ \t]*//.*$", "", text, flags=re.M)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()).encode()


class Assets:
    """WSGI in front of the app: answers what is static, passes on the rest."""

    def __init__(self, app: Callable, folders: Iterable[tuple[str, Path]], watch: bool = False) -> None:
        self.app = app
        self.folders = list(folders)
        self.watch = watch
        self._seen: list[tuple[str, int]] | None = None
        self._shelf: Shelf | None = None

    def _look(self) -> list[tuple[str, int]]:
        return [(name, path.stat().st_mtime_ns) for name, path in found(self.folders)]

    @property
    def shelf(self) -> Shelf:
        """The files, read when first asked for; while developing, those of this moment.

        Not read earlier: at the very first start the typeface is cut after the app was made.
        """
        if self.watch and (seen := self._look()) != self._seen:
            self._seen, self._shelf = seen, None
        if self._shelf is None:
            self._shelf = Shelf(self.folders)
        return self._shelf

    def address(self, name: str) -> str:
        """Where ``name`` is served, e.g. ``/static/v-3f…/css/site.css``."""
        return f"/static/v-{self.shelf.version}/{name}"

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/favicon.ico":
            path = "/static/img/mark.svg"
        if not path.startswith("/static/"):
            return self.app(environ, start_response)
        shelf = self.shelf
        asked = _ADDRESS.fullmatch(path)
        file = shelf.files.get(asked["name"]) if asked else None
        if file is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            start_response("404 Not Found", NOTHING)
            return []
        return _answer(file, asked["version"], shelf.version, environ, start_response)


def _answer(file: File, asked: str | None, current: str, environ: dict, start_response: Callable) -> list[bytes]:
    """Send a file, or say that the browser's copy is still right."""
    body, encoding = file.best(environ.get("HTTP_ACCEPT_ENCODING", ""))
    etag = f'"{current}"'
    headers = [
        ("Cache-Control", FOREVER if asked == current else SOON),
        ("ETag", etag),
        ("Vary", "Accept-Encoding"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
    ]
    if environ.get("HTTP_IF_NONE_MATCH", "").removeprefix("W/") == etag:
        start_response("304 Not Modified", headers)
        return []
    headers += [("Content-Type", file.kind), ("Content-Length", str(len(body)))]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def asset(name: str) -> str:
    """The address of a file of ``static/`` in its present version; for templates."""
    return current_app.extensions["assets"].address(name)


def has_font() -> bool:
    """Whether the typeface was built at set-up; pages without it use the device's own."""
    return "fonts/plex-400.woff2" in current_app.extensions["assets"].shelf.files


def version() -> str:
    """The hash of all files together: changes with each release that changes a file."""
    return current_app.extensions["assets"].shelf.version


def init_app(app: Flask) -> None:
    """Serve ``static/`` and the fonts made at set-up (``<FOLDER>/fonts``)."""
    folders = [("", STATIC), ("fonts/", Path(app.config["FOLDER"]) / "fonts")]
    app.wsgi_app = app.extensions["assets"] = Assets(app.wsgi_app, folders, watch=app.debug)
    app.jinja_env.globals.update(asset=asset, has_font=has_font)

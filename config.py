"""Every setting of the forum, with its default and its meaning.

A setting is read from the environment variable ``FORUM_<NAME>`` where there is
one. Values are read once, at the start; a wrong one stops the start with its
name, value and choices.
"""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).parent


def _setting(name: str, default: str) -> str:
    return os.environ.get(f"FORUM_{name}", default)


def _number(name: str, default: int) -> int:
    value = _setting(name, str(default))
    if not value.isdigit():
        raise SystemExit(f"FORUM_{name} is {value!r}; use a whole number.")
    return int(value)


def _switch(name: str, default: bool) -> bool:
    value = _setting(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        raise SystemExit(f"FORUM_{name} is {value!r}; use yes or no.")
    return value == "yes"


def _secret(folder: Path) -> str:
    """The key that signs cookies: given, or made once and kept beside the database."""
    if given := os.environ.get("FORUM_SECRET_KEY"):
        return given
    kept = folder / "secret"
    try:
        return kept.read_text("ascii")
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        new = secrets.token_urlsafe(48)
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(new)
        return new


class Config:
    """The embedded default: SQLite and Whoosh in one folder, nothing to install first."""

    def __init__(self) -> None:
        #: Where everything that the forum writes stands: database, index, fonts, secret.
        self.FOLDER = Path(_setting("FOLDER", str(ROOT / "var"))).resolve()
        #: Signs cookies and forms; made once and kept in FOLDER/secret unless given.
        self.SECRET_KEY = _secret(self.FOLDER)
        #: sqlite:///… or postgresql+psycopg://user:password@host/name
        self.SQLALCHEMY_DATABASE_URI = _setting("DATABASE", f"sqlite:///{self.FOLDER / 'minassat.db'}")
        #: whoosh (embedded), postgres (many machines) or memory (tests).
        self.SEARCH_ENGINE = _setting("SEARCH_ENGINE", "whoosh")
        #: Holds code-like data (a pickled schema): keep it private to the forum's user.
        self.SEARCH_FOLDER = Path(_setting("SEARCH_FOLDER", str(self.FOLDER / "index")))
        #: Where the engine ``postgres`` keeps its tables, in a schema of their own; the forum's database unless said.
        self.SEARCH_DATABASE = _setting("SEARCH_DATABASE", self.SQLALCHEMY_DATABASE_URI)
        #: Whether threads are found by their meaning too; needs what requirements/meaning.txt names.
        self.SEARCH_MEANING = _switch("SEARCH_MEANING", True)
        #: Where the web server listens; put a reverse proxy in front before opening it to a network.
        self.HOST = _setting("HOST", "127.0.0.1")
        #: And on which port.
        self.PORT = _number("PORT", 5000)
        #: Processes that answer requests, and threads of each: one process a core, up to four.
        self.WEB_PROCESSES = _number("WEB_PROCESSES", min(4, os.cpu_count() or 1))
        self.WEB_THREADS = _number("WEB_THREADS", 4)
        #: The address people type, for links in mails; no slash at the end.
        self.PUBLIC_ADDRESS = _setting("PUBLIC_ADDRESS", f"http://{self.HOST}:{self.PORT}")
        #: Whether cookies travel over HTTPS only; follows PUBLIC_ADDRESS.
        self.SESSION_COOKIE_SECURE = self.PUBLIC_ADDRESS.startswith("https://")
        #: How many reverse proxies stand in front and set X-Forwarded-For.
        self.TRUSTED_PROXIES = _number("TRUSTED_PROXIES", 0)
        #: SMTP server for invitations and notifications; empty writes mails into FOLDER/outbox.
        self.MAIL_SERVER = _setting("MAIL_SERVER", "")
        self.MAIL_PORT = _number("MAIL_PORT", 25)
        self.MAIL_USER = _setting("MAIL_USER", "")
        self.MAIL_PASSWORD = _setting("MAIL_PASSWORD", "")
        self.MAIL_STARTTLS = _switch("MAIL_STARTTLS", False)
        self.MAIL_SENDER = _setting("MAIL_SENDER", "minassat@example.org")
        #: Where rate limits are counted: memory:// (each process) or redis://…
        self.RATELIMIT_STORAGE_URI = _setting("RATELIMIT_STORAGE", "memory://")
        #: Sign-in attempts from one address.
        self.SIGN_IN_LIMIT = _setting("SIGN_IN_LIMIT", "10 per minute;60 per hour")
        #: Posts, replies and flags of one member.
        self.WRITE_LIMIT = _setting("WRITE_LIMIT", "20 per minute;300 per hour")
        #: Largest attached file in megabytes; the request that brings several may be four times as large.
        self.FILE_MEGABYTES = _number("FILE_MEGABYTES", 25)
        #: What all files of one member may weigh, in megabytes.
        self.MEMBER_MEGABYTES = _number("MEMBER_MEGABYTES", 1_000)
        #: What all files of one platform may weigh, in megabytes.
        self.PLATFORM_MEGABYTES = _number("PLATFORM_MEGABYTES", 20_000)
        #: Where attached files are kept: disk, or s3 (any store that speaks S3; the forum needs one bucket).
        self.FILE_STORE = _setting("FILE_STORE", "disk")
        #: The folder of the file store ``disk``.
        self.FILES_FOLDER = Path(_setting("FILES_FOLDER", str(self.FOLDER / "files")))
        #: The file store ``s3``: address (https://host[:port]), bucket, region, keys, and what names begin with.
        self.STORE_ADDRESS = _setting("STORE_ADDRESS", "")
        self.STORE_BUCKET = _setting("STORE_BUCKET", "")
        self.STORE_REGION = _setting("STORE_REGION", "us-east-1")
        self.STORE_KEY = _setting("STORE_KEY", "")
        self.STORE_SECRET = _setting("STORE_SECRET", "")
        self.STORE_PREFIX = _setting("STORE_PREFIX", "")

    #: Never on where others come in: errors would show code.
    DEBUG = False
    #: Whether this is the test suite.
    TESTING = False
    #: Largest request body in bytes; forms are text, 1 MiB is ten long papers.
    MAX_CONTENT_LENGTH = 1_048_576
    MAX_FORM_MEMORY_SIZE = 1_048_576
    MAX_FORM_PARTS = 200
    #: The cookie that holds a session's key: out of reach of scripts and of other sites' forms.
    SESSION_COOKIE_NAME = "minassat"
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    #: A form left open over a long meeting must still be accepted: tokens live as long as the session.
    WTF_CSRF_TIME_LIMIT = None
    #: Flask-SQLAlchemy's own watching of rows; nobody listens.
    SQLALCHEMY_TRACK_MODIFICATIONS = False
    #: Whether answers tell how much of a limit is left; scripts would use it best.
    RATELIMIT_HEADERS_ENABLED = False
    #: Pages are compressed; level 4 costs a third of the time of the default and a few percent of size.
    COMPRESS_ALGORITHM = ("br", "gzip")
    COMPRESS_BR_LEVEL = 4
    COMPRESS_MIN_SIZE = 600


class Testing(Config):
    """For the test suite: nothing is limited, everything strict."""

    TESTING = True
    #: No limits, which one test in a hurry would meet.
    RATELIMIT_ENABLED = False
    #: Tests post without first fetching the form; one of them checks every address with this on.
    WTF_CSRF_ENABLED = False

    def __init__(self) -> None:
        super().__init__()
        self.SEARCH_MEANING = False  # whatever is installed, tests are the same; those of meaning bring their own


class Production(Config):
    """Behind a reverse proxy with HTTPS."""

    def __init__(self) -> None:
        super().__init__()
        if not os.environ.get("FORUM_PUBLIC_ADDRESS"):
            raise SystemExit(
                "FORUM_PUBLIC_ADDRESS is not set; links in mails need it, e.g. https://minassat.example.org"
            )


CONFIGS = {"default": Config, "testing": Testing, "production": Production}


def configuration(name: str | None = None) -> Config:
    """The configuration called ``name``, or the one in FORUM_CONFIG, or the default."""
    name = name or os.environ.get("FORUM_CONFIG", "default")
    if name not in CONFIGS:
        raise SystemExit(f"FORUM_CONFIG is {name!r}; use one of {', '.join(sorted(CONFIGS))}.")
    return CONFIGS[name]()

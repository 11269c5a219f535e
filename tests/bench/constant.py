"""A Flask app that does nothing, served as the forum is: the measure of all other pages."""

import sys

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

app = Flask(__name__)


@app.get("/")
def constant() -> str:
    """Always the same 500 bytes."""
    return "سؤال عن نظام المعلومات الجغرافية " * 8


if __name__ == "__main__":
    Server(
        "constant", port=int(sys.argv[1]), interface=Interfaces.WSGI, workers=1, blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve(target_loader=lambda _target: app)

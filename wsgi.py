"""The forum as a WSGI application, ``wsgi:app``; ``python wsgi.py`` serves it."""

import sys

from forum.app import create_app
from forum.serving import start

if __name__ == "__main__":
    sys.exit(start(create_app, sys.argv[1:]))

app = create_app()

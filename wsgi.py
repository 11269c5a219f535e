"""The forum as a WSGI application: ``wsgi:app``."""

from forum.app import create_app

app = create_app()

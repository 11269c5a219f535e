"""How much may be kept: settings in bytes, for code that knows no settings."""

from flask import current_app


def of_member() -> int:
    """Bytes that all files of one member may have."""
    return current_app.config["MEMBER_MEGABYTES"] << 20


def of_platform() -> int:
    """Bytes that all files of one platform may have."""
    return current_app.config["PLATFORM_MEGABYTES"] << 20

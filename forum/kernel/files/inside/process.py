"""The limited process: little memory, little time, no network, no rights, one file.

Started as ``python -I -c …`` by ``opening.run`` with the file as its standard
input and an empty folder to write into; says what it found as JSON.
"""

import contextlib
import ctypes
import encodings
import json
import os
import pkgutil
import resource
import sys
from importlib import import_module

from forum.kernel.files.inside.refusing import No

MEGABYTE = 1 << 20
#: What one file may cost. A picture of 50 million dots needs some 400 MB while it is turned round.
MEMORY = 900 * MEGABYTE
SECONDS = 25
WRITTEN = 96 * MEGABYTE
OPEN_FILES = 64
NOBODY = 65534
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
#: What a program does that was taken over; what we do never needs it.
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "pty.", "ctypes.dlopen",
)

#: What can be asked: the function that does it, and what it imports before rights are given up.
TASKS = {
    "judge": ("forum.kernel.files.inside.judging", "judge"),
    "read": ("forum.kernel.files.inside.reading", "read"),
    "unsign": ("forum.kernel.files.inside.unsigning", "unsign"),
}


def fetch_alphabets() -> None:
    """Load every text encoding now: later this process may not read where Python is installed."""
    for found in pkgutil.iter_modules(encodings.__path__):
        with contextlib.suppress(ImportError):  # those of other systems
            import_module(f"encodings.{found.name}")


def confine() -> None:
    """Give up what opening a file does not need. Limits are the kernel's; the rest is a second wall."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    system = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        system.unshare(_NEW_NETWORK)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    else:
        system.unshare(_NEW_USER | _NEW_NETWORK)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple) -> None:
    if event.startswith(_FORBIDDEN):
        raise RuntimeError(f"{event} is not for files")


def main() -> None:
    """Do one task on standard input; print what came of it."""
    task = sys.argv[1]
    place, name = TASKS[task]
    do = getattr(import_module(place), name)
    fetch_alphabets()
    confine()
    try:
        found = do(sys.stdin.buffer, *sys.argv[2:])
    except No as no:
        found = {"refused": no.reason, "about": no.about}
    except MemoryError:
        found = {"refused": "bomb", "about": {}}
    except Exception as error:
        # whatever a parser stumbles over: the file is broken, and nobody needs to know how
        found = {"refused": "broken", "about": {}, "error": repr(error)[:300]}
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)

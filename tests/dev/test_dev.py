"""``./dev`` says in one sentence what is missing, in both languages."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

#: What the script itself calls before it has a Python.
TOOLS = ("bash", "cat", "cmp", "dirname", "env", "id", "sed")
OLD = """#!/usr/bin/env bash
[ "$1" = --version ] && echo "Python 3.9.2"
[ "$1" = --version ]
"""
BARE = """#!/usr/bin/env bash
case "$*" in
  *version_info\\ *) exit 0 ;;
  *print*) echo 3.11 ;;
  *ensurepip*) exit 1 ;;
esac
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may look into, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="minassat-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def checkout(place: Path) -> Path:
    """A copy of the script beside the lists of packages, and nothing else."""
    folder = place / "checkout"
    folder.mkdir()
    shutil.copy(ROOT / "dev", folder)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    return folder


@pytest.fixture
def programs(place: Path) -> Path:
    """A machine with a shell and no Python."""
    folder = place / "programs"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


def python(programs: Path, script: str) -> None:
    """Put a Python of our making there."""
    (programs / "python3").write_text(script)
    (programs / "python3").chmod(0o755)


def dev(checkout: Path, *arguments: str, path: Path | str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the script with only these programs to be found."""
    return subprocess.run(
        [checkout / "dev", *arguments], env={"PATH": str(path), "LC_ALL": "C.UTF-8"}, capture_output=True, text=True,
        timeout=60, stdin=subprocess.DEVNULL, cwd=checkout, **options,
    )


def test_without_a_command_it_lists_its_commands(checkout: Path, programs: Path):
    shown = dev(checkout, path=programs)

    assert shown.returncode == 0
    assert all(f"./dev {command}" in shown.stdout for command in ("run", "test", "check", "bench", "pins"))


def test_an_unknown_command_fails(checkout: Path, programs: Path):
    assert dev(checkout, "dance", path=programs).returncode == 1


def test_a_machine_without_python_is_told_which_is_needed(checkout: Path, programs: Path):
    told = dev(checkout, "run", path=programs)

    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "يلزم Python 3.11 أو أحدث، والموجود هنا: لا شيء.",
        "Python 3.11 or newer is needed; found here: none.",
    ]


def test_a_too_old_python_is_named(checkout: Path, programs: Path):
    python(programs, OLD)

    told = dev(checkout, "run", path=programs)

    assert told.returncode == 1
    assert told.stderr.splitlines()[1] == "Python 3.11 or newer is needed; found here: Python 3.9.2."


def test_a_python_without_venv_says_what_to_install(checkout: Path, programs: Path):
    python(programs, BARE)

    told = dev(checkout, "run", path=programs)

    assert told.returncode == 1
    assert "apt-get install python3.11-venv" in told.stderr
    assert len(told.stderr.splitlines()) == 2


def test_a_read_only_folder_is_named(checkout: Path, programs: Path):
    python(programs, BARE)
    checkout.chmod(0o555)
    somebody = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}

    told = dev(checkout, "run", path=programs, **somebody)
    checkout.chmod(0o755)

    assert told.returncode == 1
    assert told.stderr.splitlines()[1] == f"The folder {checkout} cannot be written to; the forum needs one that can."


def test_the_pinned_packages_carry_hashes_and_name_no_source():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        lines = path.read_text().splitlines()
        pinned = [line for line in lines if line[:1].isalnum()]
        assert pinned
        assert all("==" in line and line.endswith("\\") for line in pinned)
        assert "--hash=sha256:" in path.read_text()
        assert "://" not in path.read_text()
        assert not [line for line in lines if line.startswith("-")]

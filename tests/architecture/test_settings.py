"""Settings: each says what it means, and no other name is used for one."""

import re

import pytest

from config import CONFIGS
from tests.architecture.house import ROOT, files, short, told

SETTING = re.compile(r"^(?:        self\.|    )([A-Z][A-Z_]+) = ", re.MULTILINE)
READ = re.compile(r"(?:_setting|_number|_switch)\(\s*\"([A-Z_]+)\"|environ\.get\(\"FORUM_([A-Z_]+)\"|FORUM_([A-Z_]+)")


def test_every_setting_says_what_it_means():
    """With ``#:`` above it; one line may serve a group that shares a first word (MAIL_…)."""
    lines = (ROOT / "config.py").read_text("utf-8").splitlines()
    silent, described, seen = [], "", set()
    for before, line in zip(["", *lines], lines, strict=False):
        if not (found := SETTING.match(line)) or found[1] in seen:
            continue
        seen.add(found[1])
        first = found[1].split("_")[0]
        if before.strip().startswith("#:"):
            described = first
        elif first != described:
            silent.append(found[1])
    assert not silent, f"say in a line `#:` above what they mean: {silent}"


def test_no_setting_is_called_by_another_name():
    known = {name for found in READ.findall((ROOT / "config.py").read_text("utf-8")) for name in found if name}
    paths = [ROOT / "dev", ROOT / "README.md", *files(".py", ".md", ".html", under=("forum", "templates"))]
    problems = [
        f"{short(path)}: FORUM_{name}"
        for path in paths
        if path.exists()
        for name in re.findall(r"FORUM_([A-Z_]*[A-Z])", path.read_text("utf-8"))
        if name not in known
    ]
    assert not problems, "not read in config.py:" + told(problems)


def test_a_wrong_value_stops_the_start_with_its_name(monkeypatch):


    for name, value in {"FORUM_MAIL_PORT": "many", "FORUM_MAIL_STARTTLS": "perhaps"}.items():
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            with pytest.raises(SystemExit, match=f"{name} is '{value}'"):
                CONFIGS["testing"]()

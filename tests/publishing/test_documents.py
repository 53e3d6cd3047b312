"""What PUBLISHING.md and THIRD-PARTY.md name is there."""
import re

import pytest

from trilateral import paths
from trilateral.cli import COMMANDS

ROOT = paths.book_dir()
DOCUMENTS = ("PUBLISHING.md", "THIRD-PARTY.md")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_and_commands_that_are_named_are_there(name):
    text = (ROOT / name).read_text("utf-8")
    code = re.findall(r"`([^`\n]+)`", text)
    files = {word for one in code for word in one.split()
             if re.fullmatch(r"(\.?[\w-]+/)+[\w.-]+|[A-Z]\w+\.(cff|md)|Containerfile", word)}
    files = {word for word in files if not re.match(r"(text|image|font|application)/", word)}  # media types
    made = {word for word in files if word.startswith("_build/")}
    assert {word for word in files - made if not (ROOT / word).exists()} == set()
    commands = {module.__name__.rpartition(".")[2] for module in COMMANDS}
    assert {one.split()[1] for one in code if one.startswith("trilateral ")} <= commands
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_every_workflow_is_told_with_its_rights():
    text = (ROOT / "PUBLISHING.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(\w+)\.yml` \|", text, re.M))
    assert told == {path.stem for path in (ROOT / ".github" / "workflows").glob("*.yml")}

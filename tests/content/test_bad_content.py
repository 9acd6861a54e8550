"""Every mistake in a content file is reported with its line, all at once, in a whole sentence."""

import re
from pathlib import Path

import pytest

from procurement_kit.formats.files import ContentFiles, content_root
from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError

HERE = Path(__file__).parents[1] / "bad_content"
FILES = sorted([*HERE.glob("*.yaml"), *HERE.glob("*.md.txt")])


def header(text: str, name: str) -> str:
    found = re.search(rf"^# {name}: (.*)$", text, re.MULTILINE)
    assert found, f"the file must say '# {name}: …'"
    return found.group(1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_is_reported_line_by_line(path: Path):
    text = path.read_text("utf-8")
    stands_for = header(text, "as")
    good = ContentFiles.load(content_root())
    data = text if path.suffix == ".yaml" else text.split("\n", 2)[2]

    with pytest.raises(ContentError) as caught:
        Kit.read(ContentFiles({**good.files, stands_for: data.encode()}))

    found = {
        f"{problem.line}: {problem.code}"
        for problem in caught.value.problems
        if problem.path == stands_for
    }
    assert found == set(header(text, "expect").split(", "))
    assert all(
        str(problem).startswith(f"{problem.path}:{problem.line}: ")
        for problem in caught.value.problems
    )
    assert all("; " in problem.message for problem in caught.value.problems)

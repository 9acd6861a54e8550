"""The dependency files of Python: what is used, what is a tool, and that licences are unknown."""

import pytest
from tests.formats.bills import read_here

from procurement_kit.licensing.components import Bom, Combination
from procurement_kit.problems import KitError

REQUIREMENTS = r"""# made by pip-compile
--index-url https://balicky.example/simple
-r other.txt
Flask==3.1.3 \
    --hash=sha256:aabb \
    --hash=sha256:ccdd
    # via -r requirements.in
jinja2[i18n] >=3.1,<4 ; python_version >= "3.9"
zope.interface==1.0  # comment
plain
"""
POETRY = """
[[package]]
name = "a"
version = "1.0"
groups = ["main", "dev"]
[[package]]
name = "b"
version = "2.0"
groups = ["dev"]
[[package]]
name = "c"
version = "3.0"
category = "dev"
[metadata]
lock-version = "2.1"
"""
UV = """version = 1
[[package]]
name = "dilo"
version = "1.0"
source = { editable = "." }
dependencies = [{ name = "a" }]
[package.optional-dependencies]
pdf = [{ name = "c" }]
[package.dev-dependencies]
dev = [{ name = "d" }]
[[package]]
name = "a"
version = "1.0"
dependencies = [{ name = "b" }]
[[package]]
name = "b"
version = "1.0"
dependencies = [{ name = "a" }]
[[package]]
name = "c"
version = "1.0"
[[package]]
name = "d"
version = "1.0"
"""
PYLOCK = """lock-version = "1.0"
[[packages]]
name = "a"
version = "1.0"
"""


def read(text: str) -> Bom:
    return read_here("zamek", text.encode())


def test_requirements_are_read_with_versions_and_hashes():
    bom = read(REQUIREMENTS)

    assert [(item.name, item.version, item.checksum) for item in bom.components] == [
        ("Flask", "3.1.3", "SHA256:aabb"),
        ("jinja2", "", ""),
        ("zope.interface", "1.0", ""),
        ("plain", "", ""),
    ]
    assert bom.components[2].purl == "pkg:pypi/zope-interface@1.0"
    assert {item.license for item in bom.components} == {"NOASSERTION"}
    assert [problem.code for problem in bom.problems] == ["sbom_no_licenses"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_requirements_may_have_the_line_ends_of_windows(ending: str):
    assert len(read(REQUIREMENTS.replace("\n", ending)).components) == 4


@pytest.mark.parametrize("text", ["Dobrý den, posílám seznam.\n", "a b c\n", "jen\nslova\n"])
def test_any_other_text_is_not_taken_for_requirements(text: str):
    with pytest.raises(KitError) as caught:
        read(text)

    assert caught.value.code in {"sbom_unknown", "sbom_no_headings"}


def test_the_groups_of_poetry_tell_tools_apart():
    bom = read(POETRY)

    assert (bom.format, bom.format_version) == ("poetry.lock", "2.1")
    assert [(item.name, item.combination) for item in bom.components] == [
        ("a", None), ("b", Combination.TOOL), ("c", Combination.TOOL),
    ]  # fmt: skip


def test_in_uv_lock_a_tool_is_what_the_work_does_not_need():
    bom = read(UV)

    assert (bom.format, [work.name for work in bom.works]) == ("uv.lock", ["dilo"])
    assert [(item.name, item.combination) for item in bom.components] == [
        ("a", None), ("b", None), ("c", None), ("d", Combination.TOOL),
    ]  # fmt: skip


def test_pylock_is_read():
    bom = read(PYLOCK)

    assert (bom.format, bom.format_version, len(bom.components)) == ("pylock.toml", "1.0", 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[package]]\nname = \n", "sbom_not_toml"),
        ("package = [1]\n[[packages]]\n[[package]]\n", "sbom_not_toml"),
    ],
)
def test_a_broken_lock_gets_a_sentence(text: str, code: str):
    with pytest.raises(KitError) as caught:
        read(text)

    assert caught.value.code == code

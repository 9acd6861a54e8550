"""A repository before it is published: licences of files, and secrets that nobody should see."""

import subprocess
import sys
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from procurement_kit.cli import main
from procurement_kit.formats import repository
from procurement_kit.formats.repository import Inspected
from procurement_kit.problems import KitError
from procurement_kit.publication.reuse_check import Lack, faults

HEADER = "# SPDX-FileCopyrightText: 2026 Obec\n# SPDX-License-Identifier: MIT\n"
TAG = "SPDX-License-" + "Identifier: "  # in two pieces, so that it says nothing of this file
REUSE = Path(sys.executable).with_name("reuse")
MIT = {"LICENSES/MIT.txt": "text"}


def zipped(files: dict[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


def inspected(files: dict[str, str]) -> Inspected:
    return repository.read("repo.zip", zipped(files))


def lacks(files: dict[str, str]) -> set[tuple[Lack, str]]:
    return {(item.lack, item.subject) for item in faults(inspected(files).repository)}


def test_a_file_says_its_licence_itself_beside_itself_or_in_a_table():
    table = """version = 1
[[annotations]]
path = ["data/**"]
SPDX-FileCopyrightText = "2026 Obec"
SPDX-License-Identifier = "MIT"
"""

    assert lacks({
        "top/a.py": HEADER,
        "top/b.png": "x", "top/b.png.license": HEADER,
        "top/data/deep/c.csv": "x",
        "top/REUSE.toml": table,
        "top/LICENSE": "text", "top/LICENSES/MIT.txt": "text",
    }) == set()  # fmt: skip


def test_what_is_missing_is_named_file_by_file():
    assert lacks({"a.py": "print()", "b.py": f"# {TAG}MIT", **MIT}) == {
        (Lack.NO_LICENSE, "a.py"),
        (Lack.NO_HOLDER, "a.py"),
        (Lack.NO_HOLDER, "b.py"),
    }


def test_a_licence_needs_its_text_and_a_text_needs_its_licence():
    files = {"a.py": HEADER.replace("MIT", "MIT OR Apache-2.0"), **MIT, "LICENSES/0BSD.txt": "x"}

    assert lacks(files) == {(Lack.TEXT_MISSING, "Apache-2.0"), (Lack.TEXT_UNUSED, "0BSD")}


def test_a_star_stays_in_its_folder_and_the_last_table_wins():
    table = """version = 1
[[annotations]]
path = "*.txt"
SPDX-FileCopyrightText = "A"
SPDX-License-Identifier = "0BSD"
[[annotations]]
path = "a.txt"
precedence = "override"
SPDX-FileCopyrightText = "A"
SPDX-License-Identifier = "MIT"
"""
    files = {"a.txt": "x", "deep/b.txt": "x", "REUSE.toml": table, **MIT}

    assert lacks(files) == {(Lack.NO_LICENSE, "deep/b.txt"), (Lack.NO_HOLDER, "deep/b.txt")}


def test_the_old_table_of_debian_is_read_too():
    table = "Format: x\n\nFiles: *\nCopyright: 2026 Obec\nLicense: MIT\n"

    assert lacks({"a.py": "x", "deep/b.py": "x", ".reuse/dep5": table, **MIT}) == set()


def test_empty_files_and_what_is_marked_as_ignored_say_nothing():
    ignored = f"REUSE-IgnoreStart\n{TAG}GPL-3.0-only\nREUSE-IgnoreEnd\n"

    assert lacks({"empty.py": "", "a.py": HEADER + ignored, **MIT}) == set()


def test_a_secret_is_placed_but_never_repeated(tmp_path: Path):
    place = tmp_path / "repo"
    place.mkdir()
    secret = "velmi" + "tajne123"
    (place / "config.py").write_text(f'{HEADER}\npassword = "{secret}"\n')
    (place / "id_rsa").write_text("-----BEGIN RSA PRIVATE " + "KEY-----\n")

    done = CliRunner().invoke(main, ["check-repository", str(place)])

    assert done.exit_code == 1
    assert "config.py:4: vypadá to jako heslo" in done.output
    assert "id_rsa: podle názvu jde o soubor s klíčem" in done.output
    assert secret not in done.output


def test_placeholders_are_no_secrets():
    text = 'password = "changeme-please"\ntoken = "${TOKEN_FROM_ENV}"\nurl = "https://x.example/a:b@c"\n'

    assert inspected({"a.py": HEADER + text}).secrets == ()


def test_an_archive_that_leads_out_of_itself_is_refused():
    with pytest.raises(KitError) as caught:
        inspected({"../out.py": "x"})

    assert caught.value.code == "archive_unsafe"


def test_links_in_a_tar_are_not_followed():
    target = BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        file = tarfile.TarInfo("a.py")
        file.size = len(HEADER)
        archive.addfile(file, BytesIO(HEADER.encode()))

    found = repository.read("repo.tar.gz", target.getvalue())

    assert found.repository.names == ("a.py",)


def test_a_bomb_is_refused_before_it_is_unpacked():
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(50_001):
            archive.writestr(str(number), b"")

    with pytest.raises(KitError) as caught:
        repository.read_guarded("bomb.zip", target.getvalue())

    assert caught.value.code == "archive_bomb"


TABLE = """version = 1
[[annotations]]
path = ["data/**", "*.md"]
SPDX-FileCopyrightText = "2026 Obec"
SPDX-License-Identifier = "MIT"
"""
SAMPLES = {
    "complete": {"a.py": HEADER, **MIT},
    "no statement": {"a.py": "print()", "b.py": HEADER, **MIT},
    "no holder": {"a.py": f"# {TAG}MIT", **MIT},
    "no text": {"a.py": HEADER},
    "unused text": {"a.py": HEADER, **MIT, "LICENSES/0BSD.txt": "x"},
    "table": {"a.py": HEADER, "README.md": "x", "data/x/y.csv": "x", "REUSE.toml": TABLE, **MIT},
    "table too narrow": {"a.py": HEADER, "docs/a.md": "x", "REUSE.toml": TABLE, **MIT},
    "neighbour": {"a.png": "x", "a.png.license": HEADER, **MIT},
}


@pytest.mark.skipif(not REUSE.is_file(), reason="the command reuse is not installed")
@pytest.mark.parametrize("name", SAMPLES)
def test_our_check_agrees_with_reuse_lint(name: str, tmp_path: Path):
    for path, text in SAMPLES[name].items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    done = subprocess.run([REUSE, "--root", tmp_path, "lint", "--quiet"], check=False)

    assert (not lacks(SAMPLES[name])) == (done.returncode == 0)

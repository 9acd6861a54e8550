"""Archives of a repository: what is read of them, and what is refused with one sentence."""

import io
import shutil
import tarfile
import zipfile
from hashlib import sha256

import pytest

from procurement_kit.formats import archive as archives
from procurement_kit.formats import reuse
from procurement_kit.licensing.delivery import Archive, is_paper
from procurement_kit.problems import KitError

FILES = {
    "repo/LICENSE": b"EUPL-1.2",
    "repo/LICENSES/MIT.txt": b"MIT License",
    "repo/src/a.py": b"print()",
}
NOISE = b"".join(sha256(bytes([n % 256, n // 256])).digest() for n in range(4_000))
"""Bytes that hardly shrink."""


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return target.getvalue()


def tarred(files: dict[str, bytes], *more: tarfile.TarInfo) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as packed:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            packed.addfile(entry, io.BytesIO(data))
        for entry in more:
            packed.addfile(entry)
    return target.getvalue()


def link(name: str, target: str) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = tarfile.SYMTYPE, target
    return entry


def refusal(data: bytes) -> str:
    with pytest.raises(KitError) as caught:
        archives.read("repo.zip", data)
    assert "repo.zip" in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_are_listed_and_only_papers_are_read(pack):
    found = archives.read("repo", pack(FILES))

    assert set(found.names) == set(FILES)
    assert found.texts == {
        "repo/LICENSE": "EUPL-1.2",
        "repo/LICENSES/MIT.txt": "MIT License",
    }
    assert found.papers == ("LICENSE", "LICENSES/MIT.txt")


def test_the_web_reads_the_same():
    assert archives.read_guarded("repo", tarred(FILES)) == archives.read("repo", tarred(FILES))


@pytest.mark.parametrize("name", ["../LICENSE", "a/../../LICENSE", "/etc/LICENSE", "C:/LICENSE",
                                  "..\\LICENSE"])  # fmt: skip
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_path_that_leads_out_is_refused(pack, name: str):
    assert refusal(pack({**FILES, name: b"x"})) == "archive_unsafe"


def test_a_link_is_never_followed():
    found = archives.read("repo", tarred(FILES, link("repo/NOTICE", "/etc/passwd")))

    assert "repo/NOTICE" not in found.names
    info = zipfile.ZipInfo("repo/NOTICE")
    info.external_attr = 0o120777 << 16
    target = io.BytesIO(zipped(FILES))
    with zipfile.ZipFile(target, "a") as packed:
        packed.writestr(info, "/etc/passwd")
    assert "repo/NOTICE" not in archives.read("repo", target.getvalue()).names


def test_an_archive_in_the_archive_stays_closed():
    inner = zipped({"LICENSE": b"inner"})
    found = archives.read("repo", zipped({"LICENSE.zip": inner, "a": b""}))

    assert "inner" not in "".join(found.texts.values())
    assert found.names == ("LICENSE.zip", "a")


def test_what_unpacks_to_too_much_is_refused():
    lying = tarfile.TarInfo("big.bin")
    lying.size = archives.UNPACKED_LIMIT + 1
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as packed:
        packed.addfile(lying, None)

    assert refusal(target.getvalue()) == "archive_bomb"


def test_a_zip_bomb_is_refused_by_what_it_declares(monkeypatch):
    monkeypatch.setattr(archives, "UNPACKED_LIMIT", 1_000_000)
    with pytest.raises(KitError) as caught:
        archives.look_into(zipped({"zeros": b"0" * 2_000_000}))

    assert caught.value.code == "archive_bomb"


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MEMBER_LIMIT", 2)
    with pytest.raises(KitError) as caught:
        archives.look_into(zipped(FILES))

    assert caught.value.code == "archive_bomb"


def test_a_long_text_is_read_only_to_its_limit():
    found = archives.read("repo", zipped({"LICENSE": b"x" * (archives.TEXT_LIMIT * 2)}))

    assert len(found.texts["LICENSE"]) == archives.TEXT_LIMIT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "archive_unknown"),
        (b"plain text", "archive_unknown"),
        (b"PK\x03\x04broken", "archive_broken"),
        (zipped(FILES)[:-30], "archive_broken"),
        (tarred({**FILES, "noise": NOISE})[:50_000], "archive_broken"),
        (zipped({}), "archive_empty"),
        (zipped({"folder/": b""}), "archive_empty"),
    ],
    ids=["nothing", "text", "start of zip", "cut zip", "cut tar", "empty", "only folders"],
)
def test_what_is_no_whole_archive_is_explained(data: bytes, code: str):
    assert refusal(data) == code


def test_an_archive_over_the_limit_is_not_opened():
    with pytest.raises(KitError) as caught:
        archives.read("repo.zip", zipped(FILES), size_limit=10)

    assert caught.value.code == "archive_large"


def test_a_protected_archive_is_explained():
    data = bytearray(zipped({"LICENSE": b"x"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[place] |= 1

    assert refusal(bytes(data)) == "archive_encrypted"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("LICENSE", True),
        ("a/b/COPYING.LESSER", True),
        ("LICENSES/MIT.txt", True),
        ("AUTHORS.md", True),
        ("ThirdPartyNotices.txt", True),
        ("REUSE.toml", True),
        ("src/main.py", False),
        ("", False),
    ],
)
def test_which_files_tell_of_licences(path: str, *, expected: bool):
    assert is_paper(path) is expected


def test_two_folders_at_the_top_are_no_wrapping():
    assert Archive(("a/x", "b/LICENSE")).root == ""
    assert Archive(("a/x", "a/LICENSE")).root == "a/"
    assert Archive(("LICENSE",)).root == ""


def test_without_the_command_reuse_nothing_is_claimed(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    data = zipped(FILES)

    assert reuse.lint(data, archives.read("repo", data)) is None


@pytest.mark.skipif(shutil.which("reuse") is None, reason="reuse is not installed")
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_with_the_command_reuse_each_file_without_a_licence_is_named(pack):
    data = pack(FILES)
    found = reuse.lint(data, archives.read("repo", data))

    assert found is not None
    assert any(line.startswith("src/a.py") for line in found.problems)

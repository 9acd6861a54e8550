"""Files made to do harm: each gets one sentence, in time and in bounds, and nothing else happens.

The attacks are those of our own trials (design, operations 5.1) and their relatives.
"""

import io
import json
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.formats.bills import DOCUMENT, cyclonedx, spdx

from procurement_kit.formats import boms
from procurement_kit.licensing.components import Bom
from procurement_kit.problems import KitError

NAME = "soupis od dodavatele"
ENTITIES = "".join(
    f'<!ENTITY e{number} "{f"&e{number - 1};" * 10 if number else "x" * 100}">'
    for number in range(12)
)
BOMB = f"<!DOCTYPE bomb [{ENTITIES}]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>'
HEAD = '<?xml version="1.0" encoding="{encoding}"?>'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:spdx="http://spdx.org/rdf/terms#"><spdx:SpdxDocument'
    ' rdf:about="https://example.org/s#SPDXRef-DOCUMENT"><spdx:name>{text}</spdx:name>'
    "</spdx:SpdxDocument></rdf:RDF>"
)
RDF_WITHOUT = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'
SPDX_XML = (
    "<Document><spdxVersion>SPDX-2.3</spdxVersion>"
    "<packages><name>{text}</name></packages></Document>"
)
CYCLONEDX_XML = (
    '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components><component><name>{text}</name>'
    "</component></components></bom>"
)
POM = "<project><artifactId>{text}</artifactId></project>"


def xml(body: str, doctype: str, encoding: str) -> bytes:
    return (HEAD.format(encoding=encoding) + doctype + body.format(text="&e11;")).encode(encoding)


def yaml_bomb() -> bytes:
    rows = ["spdxVersion: SPDX-2.3", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join([*rows, "packages: *a11"]).encode()


def packed(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def workbook(value: str = "MIT", replaced: dict[str, bytes] | None = None) -> bytes:
    """A workbook with a component, and some of its parts replaced."""
    book = openpyxl.Workbook()
    for row in (["Název", "Licence"], ["a", value]):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(**{**parts, **(replaced or {})})


def deep_xml(body: str) -> bytes:
    return (body.format(text="<a>" * 100_000 + "</a>" * 100_000)).encode()


def sheet_bomb() -> bytes:
    return workbook(replaced={"xl/worksheets/sheet1.xml": b"<a>" + b" " * 80_000_000 + b"</a>"})


def sheet_entities() -> bytes:
    return workbook(replaced={"xl/worksheets/sheet1.xml": xml("<a>{text}</a>", BOMB, "utf-8")})


BODIES = {"rdf": RDF, "spdx": SPDX_XML, "cyclonedx": CYCLONEDX_XML, "pom": POM}
NO_RELATIONSHIPS = b'"relationships": []'
WRONG_TYPES = dict.fromkeys(DOCUMENT, 7) | {"spdxVersion": "SPDX-2.3"}
DEEP = b"[" * 100_000

REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    **{
        f"{kind} {form} {encoding}": (
            lambda body=body, doctype=doctype, encoding=encoding: xml(body, doctype, encoding),
            {"sbom_dtd"},
        )
        for kind, doctype in (("entity bomb", BOMB), ("external entity", OUTSIDE))
        for form, body in BODIES.items()
        for encoding in ("utf-8", "utf-16")
    },
    "rdf without a document": (RDF_WITHOUT.encode, {"sbom_unreadable"}),
    "xml nested deeply, cyclonedx": (lambda: deep_xml(CYCLONEDX_XML), {"sbom_too_deep"}),
    "xml nested deeply, spdx": (lambda: deep_xml(SPDX_XML), {"sbom_too_deep"}),
    "xml of no known kind": (lambda: b"<html><body/></html>", {"sbom_unknown"}),
    "xml in no known encoding": (
        lambda: b'<?xml version="1.0" encoding="x"?><bom/>', {"sbom_not_xml"},
    ),
    "yaml alias bomb": (yaml_bomb, {"sbom_alias"}),
    "yaml python object": (
        lambda: b"spdxVersion: SPDX-2.3\npackages: !!python/object/apply:os.system [id]",
        {"sbom_not_yaml"},
    ),
    "yaml nested deeply": (lambda: b"spdxVersion: SPDX-2.3\npackages: " + DEEP, {"sbom_too_deep"}),
    "yaml of many nodes": (
        lambda: b"spdxVersion: SPDX-2.3\npackages: [" + b"a," * 4_000_000 + b"]",
        {"sbom_too_heavy", "sbom_too_slow"},
    ),
    "json nested deeply": (lambda: DEEP, {"sbom_too_deep"}),
    "json nested deeply inside": (
        lambda: b'{"spdxVersion": "SPDX-2.3", "packages": ' + DEEP, {"sbom_too_deep"},
    ),
    "a number of five million digits": (
        lambda: b'{"spdxVersion": ' + b"1" * 5_000_000 + b"}", {"sbom_not_json"},
    ),
    "nan": (lambda: b'{"spdxVersion": "SPDX-2.3", "packages": [NaN]}', {"sbom_not_json"}),
    "a lone surrogate": (lambda: spdx({"name": "@"}).replace(b"@", b"\\ud800"), {"sbom_not_json"}),
    "a raw control character": (
        lambda: spdx({"name": "@"}).replace(b"@", b"\x01"), {"sbom_not_json"},
    ),
    "json in utf-16": (lambda: spdx({}).decode().encode("utf-16"), {"sbom_unknown"}),
    "json in windows-1250": (
        lambda: spdx({"name": "žlutý"}).decode().encode("cp1250"), {"sbom_not_utf8"},
    ),
    "json cut off": (lambda: spdx({}, {"name": "b"})[:-40], {"sbom_not_json"}),
    "xml cut off": (lambda: CYCLONEDX_XML.format(text="a").encode()[:-9], {"sbom_not_xml"}),
    "workbook cut off": (lambda: workbook()[:-200], {"sbom_workbook"}),
    "two documents in one": (lambda: spdx({}) * 2, {"sbom_not_json"}),
    "everything of the wrong type": (
        lambda: json.dumps({**WRONG_TYPES, "packages": 7}).encode(), {"sbom_field_no_list"},
    ),
    "relationships of the wrong type": (
        lambda: spdx({}).replace(NO_RELATIONSHIPS, b'"relationships": 7'), {"sbom_field_no_list"},
    ),
    "a million relationships": (
        lambda: spdx({}).replace(
            NO_RELATIONSHIPS, NO_RELATIONSHIPS[:-1] + b"{}," * 1_000_000 + b"7]"
        ),
        {"sbom_relationships"},
    ),
    "more components than allowed": (
        lambda: b'{"spdxVersion": "SPDX-2.3", "packages": [' + b"{}," * 20_000 + b"7]}",
        {"sbom_too_many"},
    ),
    "nested components more than allowed": (
        lambda: cyclonedx({"components": [{}] * 20_001}), {"sbom_too_many"},
    ),
    "a million empty objects": (
        lambda: b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "x": ['
        + b"{}," * 3_000_000 + b"7]}", {"sbom_empty", "sbom_too_heavy"},
    ),
    "larger than allowed": (lambda: b"{" + b" " * boms.SIZE_LIMIT, {"sbom_too_large"}),
    "zip bomb": (sheet_bomb, {"sbom_workbook"}),
    "zip of very many parts": (
        lambda: packed(**{f"x{number}": b"" for number in range(3_000)}), {"sbom_workbook"},
    ),
    "workbook with an entity bomb": (sheet_entities, {"sbom_workbook"}),
    "a zip that is no workbook": (lambda: packed(a=b"b"), {"sbom_workbook"}),
    "binary noise": (lambda: bytes(range(256)) * 1_000, {"sbom_unknown", "sbom_not_utf8"}),
    "a pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", {"sbom_unknown", "sbom_not_utf8"}),
    "an empty file": (lambda: b"", {"sbom_no_content"}),
    "a file of spaces": (lambda: b" \n" * 100, {"sbom_no_content"}),
    "a line without end": (lambda: b"a" * 9_000_000, {"sbom_unknown"}),
    "a quoted cell without end": (
        lambda: b'name;license\n"' + b"a" * 9_000_000, {"sbom_no_headings"},
    ),
    "requirements that never end": (
        lambda: b"a==" + b"1.0 " * 2_000_000, {"sbom_unknown", "sbom_no_headings"},
    ),
    "toml nested deeply": (lambda: b"[[package]]\na = " + DEEP, {"sbom_not_toml"}),
    "tag-value of noise": (
        lambda: b"SPDXVersion: SPDX-2.3\n" + b"\x07: <text>" * 9, {"sbom_faulty"},
    ),
}  # fmt: skip


def read(data: bytes) -> Bom:
    return boms.read_guarded(NAME, data)


@pytest.mark.parametrize("attack", REFUSED)
def test_a_hostile_file_gets_a_sentence_that_names_it(attack: str, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    build, codes = REFUSED[attack]
    data = build()

    with pytest.raises(KitError) as caught:
        read(data)

    assert caught.value.code in codes
    assert NAME in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", [" AND ".join(["MIT"] * 20_000), "(" * 5_000 + "MIT" + ")" * 5_000, "MIT" * 3_000_000]
)
def test_an_endless_license_is_a_problem_of_its_component(text: str):
    bom = read(spdx({"licenseDeclared": text}, {"name": "b"}))

    assert [(problem.component, problem.code) for problem in bom.problems] == [
        ("knihovna", "sbom_license_long")
    ]
    assert len(bom.problems[0].value) < 200


def test_of_a_key_given_twice_the_last_one_counts_as_everywhere_else():
    data = spdx({"licenseDeclared": "MIT", "x": "@"}).replace(
        b'"x": "@"', b'"licenseDeclared": "ISC"'
    )

    assert read(data).components[0].license == "ISC"


def test_a_huge_text_passes_and_is_short_in_a_problem():
    bom = read(spdx({"name": "a" * 5_000_000, "licenseDeclared": "MITT"}))

    assert len(bom.problems[0].component) < 200


def test_control_characters_written_as_escapes_are_dropped():
    (component,) = read(spdx({"name": "a@b"}).replace(b"@", b"\\u0000\\ufffe\\u202e")).components

    assert component.name == "ab"


def test_a_workbook_never_follows_its_links():
    links = {
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": b"<Relationships/>",
    }
    bom = read(workbook("=[1]Sheet1!$A$1", links))

    assert bom.components[0].license == ""


def test_problems_without_number_are_summed_up():
    rows = b"7," * 9_000 + b'{"name": "a", "licenseDeclared": "MIT"}'
    bom = read(b'{"spdxVersion": "SPDX-2.3", "packages": [' + rows + b"]}")

    assert len(bom.components) == 1
    assert (len(bom.problems), bom.problems[-1].code) == (5_001, "sbom_more_problems")
    assert bom.problems[-1].value == "4000"


def open_files() -> set[str]:
    return {path.name for path in Path("/proc/self/fd").iterdir()}


def test_a_child_that_is_stopped_leaves_nothing_behind():
    before = resource.getrlimit(resource.RLIMIT_AS), open_files()
    with pytest.raises(KitError):
        read(REFUSED["rdf without a document"][0]())

    assert (resource.getrlimit(resource.RLIMIT_AS), open_files()) == before

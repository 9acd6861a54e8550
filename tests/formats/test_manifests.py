"""The dependency files of developers: names and versions, and licences where they are stated."""

import base64
import json

import pytest
from tests.formats.bills import read_here

from procurement_kit.licensing.components import Bom, Combination, Component
from procurement_kit.problems import KitError

DIGITS = base64.b64encode(b"\x01\x02").decode()
NPM = {
    "name": "dílo",
    "version": "1.0",
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "dílo", "version": "1.0", "license": "EUPL-1.2"},
        "node_modules/@a/b": {
            "version": "2.0", "license": "MIT", "integrity": f"sha512-{DIGITS}",
            "resolved": "https://balicky.example/b.tgz",
        },
        "node_modules/@a/b/node_modules/c": {"version": "1.0", "license": "ISC", "dev": True},
        "node_modules/d": {"version": "1.0", "licenses": [{"type": "MIT"}, {"type": "X11"}]},
        "node_modules/e": {"resolved": "local", "link": True},
    },
}  # fmt: skip
NPM_1 = {
    "name": "dílo",
    "lockfileVersion": 1,
    "dependencies": {
        "a": {"version": "1.0", "dependencies": {"b": {"version": "2.0", "dev": True}}}
    },
}
COMPOSER = {
    "content-hash": "x",
    "packages": [
        {
            "name": "a/b", "version": "1.0", "license": ["LGPL-2.1-only", "GPL-3.0-or-later"],
            "source": {"url": "https://example.org/a"},
        },
        {"name": "a/c", "version": "1.0", "license": ["MIT"]},
    ],
    "packages-dev": [{"name": "a/d", "version": "1.0", "license": ["MIT"]}],
}  # fmt: skip
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
 <parent><groupId>cz.dilo</groupId><version>3</version></parent>
 <artifactId>dilo</artifactId>
 <licenses><license><name>MIT</name></license><license><name>ISC</name></license></licenses>
 <properties><a.version>1.5</a.version></properties>
 <dependencies>
  <dependency><groupId>org.a</groupId><artifactId>a</artifactId><version>${a.version}</version>
  </dependency>
  <dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
  <dependency><groupId>javax</groupId><artifactId>api</artifactId><version>${unknown}</version>
   <scope>provided</scope></dependency>
 </dependencies>
</project>"""


def read(content: object) -> Bom:
    data = content if isinstance(content, str) else json.dumps(content)
    return read_here("zamek", data.encode())


def test_a_package_lock_has_licenses_and_tools():
    bom = read(NPM)

    assert (bom.format, bom.format_version, bom.name) == ("package-lock.json", "3", "dílo")
    assert bom.works[0].license == "EUPL-1.2"
    assert bom.components == (
        Component("@a/b", "2.0", "MIT", purl="pkg:npm/%40a/b@2.0", checksum="SHA512:0102",
                  source="https://balicky.example/b.tgz"),
        Component("c", "1.0", "ISC", purl="pkg:npm/c@1.0", combination=Combination.TOOL),
        Component("d", "1.0", "MIT OR X11", purl="pkg:npm/d@1.0"),
    )  # fmt: skip


def test_the_first_package_lock_has_no_licenses_and_one_sentence_says_so():
    bom = read(NPM_1)

    assert [(item.name, item.license, item.combination) for item in bom.components] == [
        ("a", "NOASSERTION", None),
        ("b", "NOASSERTION", Combination.TOOL),
    ]
    assert [problem.code for problem in bom.problems] == ["sbom_no_licenses"]


def test_several_licenses_in_a_composer_lock_are_a_choice():
    bom = read(COMPOSER)

    assert bom.components == (
        Component("a/b", "1.0", "LGPL-2.1-only OR GPL-3.0-or-later", purl="pkg:composer/a/b@1.0",
                  source="https://example.org/a"),
        Component("a/c", "1.0", "MIT", purl="pkg:composer/a/c@1.0"),
        Component("a/d", "1.0", "MIT", purl="pkg:composer/a/d@1.0", combination=Combination.TOOL),
    )  # fmt: skip


def test_a_pom_has_the_licenses_of_the_project_and_the_names_of_the_rest():
    bom = read(POM)

    assert bom.works[0] == Component(
        "cz.dilo:dilo", "3", "MIT OR ISC", purl="pkg:maven/cz.dilo/dilo@3"
    )
    assert [(item.name, item.version, item.combination) for item in bom.components] == [
        ("org.a:a", "1.5", None),
        ("junit:junit", "", Combination.TOOL),
        ("javax:api", "${unknown}", None),
    ]


def test_a_pom_without_dependencies_is_the_project_alone():
    bom = read(POM[: POM.index("<dependencies>")] + "</project>")

    assert [item.name for item in bom.components] == ["cz.dilo:dilo"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"lockfileVersion": 3, "packages": {}}, "sbom_empty"),
        ({"lockfileVersion": 1}, "sbom_empty"),
        ({"content-hash": "x", "packages": [7]}, "sbom_faulty"),
        ({"content-hash": "x", "packages": 7}, "sbom_field_no_list"),
        ("<project><a></project>", "sbom_not_xml"),
    ],
)
def test_a_broken_file_gets_a_sentence(content: object, code: str):
    with pytest.raises(KitError) as caught:
        read(content)

    assert caught.value.code == code

"""The licence check in the visitor's terms: what goes in, what comes out, what stays safe."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from procurement_kit.web import license_result, timed_review
from tests.web.visitor import Page, Visitor

SAMPLE = Path(__file__).parents[1] / "formats" / "samples" / "dsw2-like.spdx.json"
PACKAGE = {
    "SPDXID": "SPDXRef-1",
    "name": "knihovna",
    "versionInfo": "1.0",
    "downloadLocation": "NOASSERTION",
    "filesAnalyzed": False,
    "licenseDeclared": "MIT",
    "licenseConcluded": "NOASSERTION",
    "copyrightText": "NONE",
}
DESCRIBES = {
    "spdxElementId": "SPDXRef-DOCUMENT",
    "relationshipType": "DESCRIBES",
    "relatedSpdxElement": "SPDXRef-1",
}
SPDX = {
    "spdxVersion": "SPDX-2.3",
    "dataLicense": "CC0-1.0",
    "SPDXID": "SPDXRef-DOCUMENT",
    "name": "portal",
    "documentNamespace": "https://example.org/portal",
    "creationInfo": {"created": "2026-11-01T00:00:00Z", "creators": ["Tool: test"]},
    "packages": [PACKAGE],
    "relationships": [DESCRIBES],
}


LISTED = """mpdf; 8.2; GPL-2.0-only
cakephp; 4.5; MIT
dvoji; 1.0; MIT OR GPL-2.0-only
neznama; 1.0; LicenseRef-Neco
postgresql; 16; PostgreSQL; P
bez; 1.0; NOASSERTION"""
HOSTILE = {
    "picture": ("obrazek.png", b"\x89PNG\r\n" + bytes(range(256))),
    "empty": ("prazdny.json", b""),
    "object": ("objekt.json", b"{}"),
    "list": ("pole.json", b"[1]"),
    "version": ("verze.json", b'{"spdxVersion": 3}'),
    "deep": ("hluboky.json", b'{"spdxVersion":"SPDX-2.3","packages":' + b"[" * 100_000),
    "entities": (
        "bomba.xml",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><bom>&b;</bom>',
    ),
    "no workbook": ("tabulka.xlsx", b"PK\x03\x04" + b"\0" * 40),
}


def judge(visitor: Visitor, text: str = LISTED, **more: object) -> Page:
    """The result page for a pasted list."""
    return visitor.send(visitor.open("/licenses"), "/licenses", text=text, **more)


def groups(page: Page) -> list[str]:
    """The licences of the groups of components, from the top."""
    found = page.tree.xpath("//details[contains(@class, 'group')]/summary/code")
    return [item.text for item in found]


def test_the_verdict_is_the_heading_and_every_count_has_a_word(visitor: Visitor) -> None:
    page = judge(visitor)

    assert page.status == 200
    assert page.tree.findtext(".//h1").replace("\xa0", " ") == (
        "1 komponenta se nesnese s licencí EUPL-1.2"
    )
    (counts,) = page.tree.find_class("counts")
    words = [re.sub(r"\s+", " ", item.text_content()).strip() for item in counts]
    assert words == [
        "✕ 1 Neslučitelné",
        "? 2 Posoudí právník",
        "! 3 Slučitelné při splnění povinností",
        "✓ 0 Slučitelné",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("MIT", "Komponenty se s licencí EUPL-1.2 snesou, splníte-li jejich podmínky"),
        ("NOASSERTION", "1 komponentu musí posoudit právník"),
        ("a; 1; GPL-2.0-only\nb; 1; GPL-2.0-only", "2 komponenty se nesnesou s licencí EUPL-1.2"),
        ("0BSD; 1; 0BSD; N", "Komponenty se s licencí EUPL-1.2 snesou"),
    ],
)
def test_the_sentence_says_what_holds(visitor: Visitor, text: str, sentence: str) -> None:
    page = judge(visitor, text)

    assert page.tree.findtext(".//h1").replace("\xa0", " ") == sentence


def test_the_worst_comes_first_and_only_the_first_is_open(visitor: Visitor) -> None:
    page = judge(visitor)

    assert groups(page)[0] == "GPL-2.0-only"
    assert len(page.tree.xpath("//details[contains(@class, 'group')][@open]")) == 1
    assert "Co jde udělat" in page.words


def test_components_with_one_opinion_make_one_group(visitor: Visitor) -> None:
    text = "\n".join(f"knihovna{number}; 1.0; MIT" for number in range(500))

    page = judge(visitor, text)

    assert groups(page) == ["MIT"]
    assert "500 komponent" in page.words.replace("\xa0", " ")


def test_the_offered_licence_to_choose_is_named(visitor: Visitor) -> None:
    page = judge(visitor, "dvoji; 1.0; MIT OR GPL-2.0-only")

    assert "Licenci si můžete vybrat: zvolte MIT" in page.words


def test_how_a_component_is_combined_changes_the_verdict(visitor: Visitor) -> None:
    merged = judge(visitor, "GPL-2.0-only", combination="merged")
    separate = judge(visitor, "GPL-2.0-only", combination="separate")
    single = judge(visitor, "mpdf; 8; GPL-2.0-only; P", combination="merged")

    assert "nesnese" in merged.tree.findtext(".//h1")
    assert "snesou" in separate.tree.findtext(".//h1")
    assert "snesou" in single.tree.findtext(".//h1")


def test_groups_are_filtered_by_verdict_and_by_words(visitor: Visitor) -> None:
    page = judge(visitor)

    lawyers = visitor.send(page, "#components", verdict="needs_lawyer")
    named = visitor.send(page, "#components", words="CAKE", all="yes")
    nothing = visitor.send(page, "#components", words="nikde")

    assert groups(lawyers) == ["LicenseRef-Neco", "licence neuvedena"]
    assert groups(named) == ["MIT"]
    assert "cakephp" in named.words
    assert "Filtru neodpovídá žádná komponenta" in nothing.words
    assert "1 komponenta se nesnese" in lawyers.words.replace("\xa0", " ")


def test_problems_of_the_list_are_a_text_for_the_supplier(visitor: Visitor) -> None:
    page = judge(visitor)

    text = page.tree.get_element_by_id("faults-text")
    assert text.get("readonly") is not None
    assert "Komponenta bez nemá uvedenou licenci" in text.text
    assert "Komponenta neznama" in text.text


def test_ids_of_licences_lead_to_the_book(visitor: Visitor) -> None:
    page = judge(visitor)

    (address, *_) = page.links("GPL-2.0-only")
    assert "GNU General Public License" in visitor.open(address).words


def test_what_it_rests_on_is_dated(visitor: Visitor) -> None:
    words = judge(visitor).words

    assert "Informace, ne právní rada" in words
    assert re.search(r"Seznam licencí SPDX \d", words)
    assert re.search(r"Tabulka OSADL ze dne \d", words)
    assert re.search(r"zdroj zkontrolován \d", words)


def test_a_picture_stands_beside_every_way_of_use(visitor: Visitor) -> None:
    page = visitor.open("/licenses")

    pictures = page.tree.xpath("//form//img")
    assert len(pictures) == 11
    for picture in pictures:
        assert picture.get("alt") == ""
        with visitor.client.get(picture.get("src")) as response:
            assert response.mimetype == "image/svg+xml"


def test_a_picked_licence_is_judged(visitor: Visitor) -> None:
    page = visitor.send(visitor.open("/licenses"), "/licenses", pick="SSPL-1.0")

    assert groups(page) == ["SSPL-1.0"]


@pytest.mark.parametrize("text", ["MIT AND", "a; b; c; d; e; f"])
def test_what_cannot_be_read_is_kept_and_explained(visitor: Visitor, text: str) -> None:
    page = judge(visitor, text, combination="plugin", outbound="MPL-2.0")

    assert page.status == 422
    assert page.title.startswith("Chyba: ")
    assert text in page.errors()["text"]
    fields = page.form("/licenses").fields
    assert fields["text"].strip() == text
    assert fields["combination"] == "plugin"
    assert fields["outbound"] == "MPL-2.0"


def test_a_broken_licence_of_the_result_is_kept_and_explained(visitor: Visitor) -> None:
    page = judge(visitor, "MIT", outbound="EUPL AND")

    assert page.status == 422
    assert "EUPL AND" in page.errors()["outbound"]
    assert page.form("/licenses").fields["text"].strip() == "MIT"


def test_nothing_to_judge_is_said(visitor: Visitor) -> None:
    page = judge(visitor, " ")

    assert page.status == 422
    assert "Není co posoudit" in page.words


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence_and_the_site_lives(visitor: Visitor, name: str) -> None:
    file = HOSTILE[name]

    page = visitor.send(
        visitor.open("/licenses"), "/licenses", file=file, text="MIT", combination="static"
    )

    assert page.status == 422
    assert file[0] in page.errors()["file"]
    assert page.form("/licenses").fields["text"].strip() == "MIT"
    assert page.form("/licenses").fields["combination"] == "static"
    assert visitor.open("/licenses").status == 200


def test_the_name_of_a_file_is_never_markup(visitor: Visitor) -> None:
    file = ("<script>alert(1)</script>.json", b"{}")

    page = visitor.send(visitor.open("/licenses"), "/licenses", file=file)

    assert not page.tree.xpath("//script")


def test_names_of_components_are_never_markup(visitor: Visitor) -> None:
    page = judge(visitor, "<img src=x>; <b>1</b>; MIT\nx; 1; <i>GPL-2.0-only</i>")

    assert not page.tree.xpath("//section//b | //section//i | //section//img[@src='x']")


def test_an_uploaded_file_is_judged_again_without_being_sent_again(visitor: Visitor) -> None:
    file = (SAMPLE.name, SAMPLE.read_bytes())
    page = visitor.send(visitor.open("/licenses"), "/licenses", file=file, text="MIT")
    assert "13 komponent" in page.words.replace("\xa0", " ")
    assert "nejvýše hodinu" in page.words

    again = visitor.send(page, "/licenses/download", format="json")
    changed = visitor.send(page, "#components", verdict="incompatible")

    assert json.loads(again.response.data)["counts"]["incompatible"] == 1
    assert groups(changed) == ["GPL-2.0-only"]


def test_an_uploaded_file_is_gone_when_the_visitor_says_so(visitor: Visitor, app: Flask) -> None:
    file = (SAMPLE.name, SAMPLE.read_bytes())
    page = visitor.send(visitor.open("/licenses"), "/licenses", file=file, text="MIT")

    after = visitor.send(page, "/licenses/forget")
    late = visitor.send(page, "/licenses/download", format="text")

    assert after.form("/licenses").fields["text"].strip() == "MIT"
    assert late.status == 422
    assert "Nahrajte jej prosím znovu" in late.errors()["file"]


def test_an_uploaded_file_is_gone_after_an_hour(visitor: Visitor, app: Flask) -> None:
    file = (SAMPLE.name, SAMPLE.read_bytes())
    page = visitor.send(visitor.open("/licenses"), "/licenses", file=file)
    site = app.extensions["procurement_kit"]
    later = site.now() + timedelta(minutes=61)
    site.now = lambda: later

    late = visitor.send(page, "/licenses/download", format="text")

    assert late.status == 422


def test_a_forged_name_of_a_kept_file_opens_nothing(visitor: Visitor) -> None:
    page = judge(visitor)

    for name in ("../secret.key", "x" * 22, "/etc/passwd"):
        forged = visitor.send(page, "/licenses/download", format="text", kept=name)
        assert forged.status == 422


def test_pasted_text_leaves_nothing_on_the_server(visitor: Visitor, tmp_path: Path) -> None:
    judge(visitor, "tajna; 1.0; MIT")

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if b"tajna" in path.read_bytes()]


@pytest.mark.parametrize(
    ("kind", "name", "start"),
    [
        ("docx", "licence-komponent.docx", b"PK"),
        ("pdf", "licence-komponent.pdf", b"%PDF"),
        ("text", "licence-komponent.txt", "Posouzení licencí".encode()),
        ("json", "licence-komponent.json", b"{"),
        ("spdx", "soupis-s-posouzenim.spdx.json", b"{"),
        ("notice", "NOTICE.txt", b""),
        ("third_party", "THIRD-PARTY-LICENSES.txt", b""),
        ("third_party_docx", "THIRD-PARTY-LICENSES.docx", b"PK"),
        ("third_party_pdf", "THIRD-PARTY-LICENSES.pdf", b"%PDF"),
    ],
)
def test_the_result_is_a_download_with_a_plain_name(
    visitor: Visitor, kind: str, name: str, start: bytes
) -> None:
    response = visitor.send(judge(visitor), "/licenses/download", format=kind).response

    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.data.startswith(start)


def test_the_list_goes_back_with_our_conclusions(visitor: Visitor) -> None:
    response = visitor.send(judge(visitor), "/licenses/download", format="spdx").response

    packages = {item["name"]: item for item in json.loads(response.data)["packages"]}
    assert packages["dvoji"]["licenseConcluded"] == "MIT"
    assert packages["dvoji"]["licenseDeclared"] == "MIT OR GPL-2.0-only"
    assert packages["bez"].get("licenseConcluded", "NOASSERTION") == "NOASSERTION"
    assert "neslučitelné" in packages["mpdf"]["annotations"][0]["comment"]


def test_an_unknown_kind_of_download_is_not_there(visitor: Visitor) -> None:
    assert visitor.send(judge(visitor), "/licenses/download", format="exe").status == 404


def test_a_list_that_takes_too_long_is_refused(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed_review, "SECONDS_FOR_REPORT", -1)

    page = judge(visitor)

    assert page.status == 422
    assert "příliš mnoho různých licenčních výrazů" in page.errors()["text"]
    assert page.form("/licenses").fields["text"].strip() == LISTED


def test_licences_that_there_was_no_time_for_are_left_out(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed_review, "SECONDS_FOR_CHOICES", -1)
    monkeypatch.setattr(timed_review, "JUDGED_AT_ONCE", 1)

    page = judge(visitor, "MIT")

    assert page.status == 200
    assert "Vyzkoušeno licencí: 1." in page.words


def test_a_list_of_too_many_different_licences_is_refused(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed_review, "PARTS_LIMIT", 3)

    page = judge(visitor)

    assert page.status == 422
    assert "(6)" in page.errors()["text"]


def test_what_has_no_room_on_the_page_is_counted(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(license_result, "GROUPS_SHOWN", 2)
    monkeypatch.setattr(license_result, "GROUPS_ON_MAP", 2)

    page = judge(visitor)

    assert len(groups(page)) == 2
    assert "nevešly: 4" in page.words
    assert not page.tree.xpath("//*[local-name() = 'svg']")


def test_an_upload_in_a_project_fills_in_the_components(visitor: Visitor) -> None:
    project = in_use(visitor)

    page = upload(visitor, project, json.dumps(SPDX).encode())

    assert "knihovna; 1.0; MIT" in visitor.open(f"{project}answers/").words
    assert "Komponenty se s licencí EUPL-1.2 snesou" in page.words
    assert page.response.request.path == f"{project}licenses"


def test_an_upload_brings_the_way_of_combining_along(visitor: Visitor) -> None:
    project = in_use(visitor)
    file = "název;verze;licence;způsob spojení\nserver;1;GPL-2.0-only;P\n".encode()

    page = upload(visitor, project, file, "soupis.csv")

    assert "server; 1; GPL-2.0-only; separate" in visitor.open(f"{project}answers/").words
    assert "samostatný program" in page.words
    assert "snesou" in page.tree.findtext(".//h1")


def test_a_faulty_upload_in_a_project_changes_nothing(visitor: Visitor) -> None:
    project = visitor.start()

    page = upload(visitor, project, b"x", "a.png")

    assert page.status == 422
    assert page.tree.get_element_by_id(next(iter(page.errors()))) is not None
    assert "Zatím se nic nezměnilo" in visitor.open(f"{project}history/").words


def test_an_upload_of_too_many_different_licences_changes_nothing(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed_review, "PARTS_LIMIT", 2)
    project = visitor.start()

    page = upload(visitor, project, SAMPLE.read_bytes(), SAMPLE.name)

    assert page.status == 422
    assert "Zatím se nic nezměnilo" in visitor.open(f"{project}history/").words


def test_a_typed_list_of_too_many_different_licences_is_kept_and_explained(
    visitor: Visitor,
) -> None:
    project = in_use(visitor)
    typed = "\n".join(f"k{number}; 1; LicenseRef-{number}" for number in range(2001))

    page = visitor.answer(project, "licenses", components=typed)

    assert page.status == 422
    assert "2001" in page.errors()["components"]
    assert "LicenseRef-2000" in page.response.text
    assert visitor.open(f"{project}licenses").status == 200


def test_problems_of_an_uploaded_list_are_shown_in_the_project(visitor: Visitor) -> None:
    project = in_use(visitor)

    page = upload(visitor, project, SAMPLE.read_bytes(), SAMPLE.name)

    assert "Chyby v soupisu komponent" in page.words
    assert "Úplnost soupisu podle norem" in page.words
    assert "licenseDeclared" in page.tree.get_element_by_id("faults-text").text


def test_a_project_without_a_use_says_what_is_missing(visitor: Visitor) -> None:
    page = visitor.open(f"{visitor.start()}licenses")

    assert page.links("Jak se spojuje?")
    assert page.links("Které komponenty?")


def test_the_use_of_a_project_can_be_changed_from_its_result(visitor: Visitor) -> None:
    project = in_use(visitor)
    page = upload(visitor, project, json.dumps(SPDX).encode())

    addresses = page.links("Změnit: Jak se spojuje?")

    assert visitor.open(addresses[0].split("#")[0]).path == f"{project}step/licenses"


@pytest.mark.parametrize("kind", ["docx", "text", "json", "spdx", "notice", "third_party"])
def test_the_result_of_a_project_is_a_download(visitor: Visitor, kind: str) -> None:
    project = in_use(visitor)
    upload(visitor, project, SAMPLE.read_bytes(), SAMPLE.name)

    response = visitor.client.get(f"{project}licenses/download/{kind}")

    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    assert response.headers["Cache-Control"] == "no-store"


def test_nothing_can_be_downloaded_before_there_is_a_result(visitor: Visitor) -> None:
    assert visitor.client.get(f"{visitor.start()}licenses/download/text").status_code == 404


def test_two_people_who_upload_at_once_settle_it(visitor: Visitor) -> None:
    project = in_use(visitor)
    stale = visitor.open(f"{project}licenses")
    upload(visitor, project, json.dumps(SPDX).encode())

    file = ("b.csv", "název;verze;licence\njina;2;MIT\n".encode())
    page = visitor.send(stale, "/licenses", file=file)

    assert page.status == 409
    mine = visitor.send(page, "/licenses", components="jina; 2; MIT")

    assert mine.status == 200
    assert "jina; 2; MIT" in visitor.open(f"{project}answers/").words


def test_the_book_is_searched_without_accents_and_capitals(visitor: Visitor) -> None:
    found = visitor.open("/licenses/book/?q=VEREJNA licence UNIE").words
    alias = visitor.open("/licenses/book/?q=gpl-3").words
    nothing = visitor.open("/licenses/book/?q=zcela neznama").words

    assert "Licence od A do Z" in found
    assert "GPL-3.0-only" in alias
    assert "0 licencí" in nothing.replace("\xa0", " ")


@pytest.mark.parametrize("name", ["SSPL-1.0", "AGPL-3.0-or-later", "MIT", "OFL-1.1", "CC-BY-4.0"])
def test_the_book_says_what_a_buyer_must_know(visitor: Visitor, name: str) -> None:
    page = visitor.open(f"/licenses/book/{name}")

    assert page.status == 200
    assert page.tree.findtext(".//h1") == name
    assert "Kam licence dosáhne" in page.words
    assert len(page.tree.xpath("//table/tbody/tr")) == 8
    assert "zkontrolováno" in page.words


def test_another_spelling_leads_to_the_licence(visitor: Visitor) -> None:
    assert visitor.open("/licenses/book/GPL-3.0").path == "/licenses/book/GPL-3.0-only"
    assert visitor.open("/licenses/book/eupl-1.2").path == "/licenses/book/EUPL-1.2"
    assert visitor.open("/licenses/book/nic").status == 404


def test_the_kind_of_software_decides_the_advice(visitor: Visitor) -> None:
    page = visitor.open("/licenses/choose")

    web = visitor.send(page, "/licenses/choose", kind="web_application")
    library = visitor.send(page, "/licenses/choose", kind="library")

    assert first_advice(web) == "AGPL-3.0-or-later"
    assert first_advice(library) == "BSD-3-Clause"


def test_components_exclude_licences_of_the_result(visitor: Visitor) -> None:
    page = visitor.send(
        visitor.open("/licenses/choose"), "/licenses/choose", kind="library", text="GPL-2.0-only"
    )

    assert "Vylučuje ji GPL-2.0-only" in page.words
    assert page.form("/licenses/choose").fields["text"].strip() == "GPL-2.0-only"


def test_components_that_cannot_be_read_are_kept(visitor: Visitor) -> None:
    page = visitor.send(
        visitor.open("/licenses/choose"), "/licenses/choose", kind="other", text="MIT AND"
    )

    assert page.status == 422
    assert "MIT AND" in page.errors()["text"]
    assert page.form("/licenses/choose").fields["kind"] == "other"


def test_content_is_advised_without_regard_to_components(visitor: Visitor) -> None:
    page = visitor.send(
        visitor.open("/licenses/choose"), "/licenses/choose", kind="documentation", text="MIT"
    )

    assert first_advice(page) == "CC-BY-4.0"


def in_use(visitor: Visitor) -> str:
    """A project whose use and licence are known."""
    project = visitor.start()
    visitor.answer(
        project,
        "licenses",
        outbound_license="EUPL-1.2",
        network_use="yes",
        software_recipients="published",
        combination="dynamic",
    )
    return project


def upload(visitor: Visitor, project: str, data: bytes, name: str = "a.json") -> Page:
    """The page after *data* was uploaded."""
    return visitor.send(visitor.open(f"{project}licenses"), "/licenses", file=(name, data))


def first_advice(page: Page) -> str:
    """The licence that the page advises the most."""
    return page.tree.xpath("string(//ol[@class='advice']/li[1]/h3/a)")

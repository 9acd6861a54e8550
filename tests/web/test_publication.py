"""The page of what a project publishes."""

import json
import zipfile
from io import BytesIO

import yaml

from tests.web.visitor import Page, Visitor


def archive(**files: str) -> tuple[str, bytes]:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, text in files.items():
            packed.writestr(name.replace("_", "."), text)
    return "repo.zip", target.getvalue()


def awarded(visitor: Visitor) -> Page:
    start = visitor.open("/")
    project = visitor.send(start, "/examples/ministry-awarded").path
    return visitor.open(f"{project}publication/")


def test_a_finished_project_downloads_its_pack(real_visitor: Visitor):
    page = awarded(real_visitor)

    assert page.status == 200
    assert "Všechny údaje, které balíček potřebuje, jsou vyplněné" in page.words
    sent = real_visitor.client.get(page.links("Stáhnout balíček")[0])
    packed = zipfile.ZipFile(BytesIO(sent.data))
    card = yaml.safe_load(packed.read("publiccode.yml"))
    assert card["name"] == "Přehled podnětů"
    assert page.links("Kontrolní seznam otevřenosti")
    assert page.links("Záznam o zveřejnění zdrojového kódu")


def test_what_is_missing_leads_to_its_question(real_visitor: Visitor):
    project = real_visitor.example()

    page = real_visitor.open(f"{project}publication/")

    question = real_visitor.open(page.links("popis jednou větou")[0])
    assert "Co řešení dělá, jednou větou?" in question.words


def test_open_data_are_saved_and_never_shown(real_visitor: Visitor):
    page = awarded(real_visitor)

    sent = real_visitor.client.get(page.links("ocds.json")[0])

    assert sent.headers["Content-Disposition"] == 'attachment; filename="ocds.json"'
    assert json.loads(sent.data)["x_notForPublication"]
    unknown = page.links("ocds.json")[0].replace("ocds", "xml")
    assert real_visitor.client.get(unknown).status_code == 422


def test_a_secret_in_an_archive_is_placed_and_not_repeated(real_visitor: Visitor):
    page, secret = awarded(real_visitor), "velmi" + "tajne123"

    told = real_visitor.send(page, "check", archive=archive(a_py=f'heslo = "{secret}"\n'))

    assert "a.py:1: vypadá to jako heslo" in told.words
    assert "a.py: soubor neuvádí licenci" in told.words
    assert secret not in told.response.text


def test_no_archive_or_a_broken_one_is_said_in_a_sentence(real_visitor: Visitor):
    page = awarded(real_visitor)

    nothing = real_visitor.send(page, "check")
    broken = real_visitor.send(page, "check", archive=("a.zip", b"PK not an archive"))

    assert (nothing.status, broken.status) == (422, 422)
    assert "a.zip" in broken.words

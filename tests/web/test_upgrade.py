"""A project goes over to a newer methodology: looked at first, applied whole, taken back whole."""

from pathlib import Path

import pytest

from procurement_kit.formats.files import ContentFiles
from procurement_kit.kit import Kit
from procurement_kit.web import create_app
from tests.web.small_kit import small_kit
from tests.web.visitor import Visitor

CHANGES = """from: "1"
to: "2"
summary: Otázka na popis má nové jméno a přibyla otázka na limit.
changes:
  - {op: rename, subject: description, to: need_text, severity: editorial, reason: Jasnější jméno.}
  - {op: map_values, subject: subject_kind, values: {services: works}, severity: substantive,
     reason: Služby se nově vedou jako práce.}
  - {op: recheck, subject: small_limit, severity: SEVERITY, reason: Limit se snížil.,
     sources: [law]}
"""


def newer_kit(severity: str = "legal") -> Kit:
    """The small kit in its second version."""
    files = dict(small_kit().content.files.files)
    manifest, need = "methodology/methodology.yaml", "methodology/stages/01-need/need.yaml"
    files[manifest] = b'version: "2"\n' + files[manifest]
    text = files[need].decode().replace("id: description", "id: need_text")
    text = text.replace("value: supplies, label: Dod", "value: works, label: Dod")
    files[need] = text.replace("{value: services,", "{value: supplies,").encode()
    files["methodology/changes/1-2.yaml"] = CHANGES.replace("SEVERITY", severity).encode()
    return Kit.read(ContentFiles(files))


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Visitor, str]:
    """A browser with a project of the first version, and the second one installed since."""
    app = create_app(tmp_path, kit=small_kit(), testing=True)
    visitor = Visitor(app.test_client())
    project = visitor.start("Portál")
    visitor.answer(
        project, "need", contract_title="Portál", subject_kind="services", description="Staré přání"
    )
    site = app.extensions["procurement_kit"]
    site.kit = newer_kit()
    site.store.keep_content(site.kit.content.files)
    return visitor, project


def answers(visitor: Visitor, project: str) -> dict[str, str]:
    name = project.rstrip("/").rpartition("/")[2]
    store = visitor.client.application.extensions["procurement_kit"].store
    return dict(store.get(name).answers)


def test_the_preview_says_what_would_change_and_changes_nothing(begun: tuple[Visitor, str]):
    visitor, project = begun
    before = answers(visitor, project)

    page = visitor.open(f"{project}upgrade/")

    assert page.status == 200
    assert "Limit se snížil." in page.words
    assert "Převede se: 2." in page.words
    assert answers(visitor, project) == before


def test_the_answers_go_over_as_declared(begun: tuple[Visitor, str]):
    visitor, project = begun

    page = visitor.send(visitor.open(f"{project}upgrade/"), "/upgrade/")

    found = answers(visitor, project)
    assert "řídí nejnovější metodikou" in page.words
    assert (found["need_text"], found["subject_kind"]) == ("Staré přání", "works")
    assert "description" not in found


def test_one_click_brings_everything_back(begun: tuple[Visitor, str]):
    visitor, project = begun
    before = answers(visitor, project)
    page = visitor.send(visitor.open(f"{project}upgrade/"), "/upgrade/")

    page = visitor.send(page, "/upgrade/undo")

    assert answers(visitor, project) == before
    assert "Převést projekt na verzi 2" in page.words


def test_what_was_changed_after_the_upgrade_survives_its_undoing(begun: tuple[Visitor, str]):
    visitor, project = begun
    visitor.send(visitor.open(f"{project}upgrade/"), "/upgrade/")
    visitor.answer(project, "need", subject_kind="supplies")

    visitor.send(visitor.open(f"{project}upgrade/"), "/upgrade/undo")

    found = answers(visitor, project)
    assert (found["subject_kind"], found["description"]) == ("supplies", "Staré přání")


def test_changed_law_keeps_documents_from_being_final_until_somebody_looked(
    begun: tuple[Visitor, str],
):
    visitor, project = begun

    before = visitor.open(f"{project}documents/ready").words
    visitor.send(visitor.open(f"{project}upgrade/"), "upgrade/stay", reason="Soutěž už běží.")
    after = visitor.open(f"{project}documents/ready").words

    assert "Změnilo se právo" in before
    assert "Změnilo se právo" not in after


def test_staying_with_older_law_needs_a_reason(begun: tuple[Visitor, str]):
    visitor, project = begun

    page = visitor.send(visitor.open(f"{project}upgrade/"), "upgrade/stay", reason=" ")

    assert page.status == 422
    assert list(page.errors()) == ["reason"]


def test_a_wording_change_does_not_stop_anybody(begun: tuple[Visitor, str]):
    visitor, project = begun
    site = visitor.client.application.extensions["procurement_kit"]
    site.kit = newer_kit("editorial")
    site.store.keep_content(site.kit.content.files)

    assert "Změnilo se právo" not in visitor.open(f"{project}documents/ready").words


def test_a_change_by_somebody_else_stops_an_upgrade_that_was_looked_at_before(
    begun: tuple[Visitor, str],
):
    visitor, project = begun
    page = visitor.open(f"{project}upgrade/")
    visitor.answer(project, "need", contract_title="Jiný název")

    refused = visitor.send(page, "/upgrade/")

    assert refused.status == 409
    assert "description" in answers(visitor, project)


def test_the_history_tells_of_the_upgrade(begun: tuple[Visitor, str]):
    visitor, project = begun
    visitor.send(visitor.open(f"{project}upgrade/"), "/upgrade/")

    assert "Verze metodiky" in visitor.open(f"{project}history/").words


def test_an_exported_project_can_be_read_again_after_an_upgrade(begun: tuple[Visitor, str]):
    visitor, project = begun
    visitor.send(visitor.open(f"{project}upgrade/"), "/upgrade/")
    data = visitor.open(f"{project}export.json").response.data

    page = visitor.send(visitor.open("/import"), "/import", file=("project.json", data))

    assert page.status == 200
    copy = visitor.send(page, "/import/confirm").path
    assert answers(visitor, copy)["need_text"] == "Staré přání"


def test_a_project_whose_content_is_read_no_more_goes_over_too(begun: tuple[Visitor, str]):
    visitor, project = begun
    app = visitor.client.application
    site = app.extensions["procurement_kit"]
    name = project.rstrip("/").rpartition("/")[2]
    files = dict(small_kit().content.files.files)
    files["methodology/stages/01-need/need.yaml"] = b"title: X\nnonsense: 1\n"
    old = site.store.keep_content(ContentFiles(files))
    revision = site.store.get(name).revision
    site.store.rebind(name, old, (), seen=revision, at=site.now(), by="x")

    page = visitor.open(f"{project}upgrade/")
    visitor.send(page, "/upgrade/")

    assert "program nepřečte" in page.words
    assert answers(visitor, project)["need_text"] == "Staré přání"
    assert visitor.open(f"{project}").status == 200


def test_an_imported_project_of_the_older_version_goes_over_as_declared(
    begun: tuple[Visitor, str],
):
    visitor, project = begun
    data = visitor.open(f"{project}export.json").response.data

    page = visitor.send(visitor.open("/import"), "/import", file=("project.json", data))
    copy = visitor.send(page, "/import/confirm").path

    assert answers(visitor, copy)["need_text"] == "Staré přání"

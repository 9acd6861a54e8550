"""A returned document on the web, and the working copy asked for there."""

from io import BytesIO

import docx as python_docx

from procurement_kit.documents.compose import compose
from procurement_kit.formats import docx
from tests.formats.word_reader import W
from tests.web.visitor import Visitor


def begun(visitor: Visitor) -> str:
    return visitor.start().rstrip("/")


def test_a_file_that_is_no_document_is_refused_with_its_reason(visitor: Visitor):
    page = visitor.open(f"{begun(visitor)}/documents/returned/")

    answer = visitor.send(page, "/returned/", file=("s.docx", b"%PDF-1.7"))

    assert answer.status == 422
    assert "není dokument Wordu" in answer.errors()["file"]


def test_a_form_without_a_file_says_so(visitor: Visitor):
    page = visitor.open(f"{begun(visitor)}/documents/returned/")

    assert "file" in visitor.send(page, "/returned/").errors()


def test_a_word_file_without_our_clauses_is_refused(visitor: Visitor):
    target = BytesIO()
    python_docx.Document().save(target)
    page = visitor.open(f"{begun(visitor)}/documents/returned/")

    answer = visitor.send(page, "/returned/", file=("s.docx", target.getvalue()))

    assert "nenašli žádnou doložku" in answer.errors()["file"]


def test_a_changed_clause_is_shown_with_what_was_added(real_visitor: Visitor):
    project = begun(real_visitor)
    site = real_visitor.client.application.extensions["procurement_kit"]
    kit, procurement = site.kit, site.store.get(project.split("/")[2])

    made = compose(kit.content.templates["D16"], kit.library, kit.assess(procurement), final=False)
    word = python_docx.Document(BytesIO(docx.write(made, {})))
    texts = word.element.body.iter(W + "t")
    text = next(item for item in texts if "Dílo" in (item.text or ""))
    text.text += " <b>Doplněno</b>"
    target = BytesIO()
    word.save(target)

    page = real_visitor.open(f"{project}/documents/returned/")
    answer = real_visitor.send(page, "/returned/", file=("s.docx", target.getvalue()))

    added = " ".join(item.text_content() for item in answer.tree.iter("ins"))
    assert answer.status == 200
    assert "<b>Doplněno</b>" in added


def test_a_working_copy_is_asked_for_on_the_page_of_documents(real_visitor: Visitor):
    project = begun(real_visitor)
    site = real_visitor.client.application.extensions["procurement_kit"]
    asked: list[tuple[str, ...]] = []

    class Jobs:
        def start(self, _project, _events, *, final, formats, options):
            asked.append((str(final), *options))
            return "job1"

    site.jobs = Jobs()
    page = real_visitor.open(f"{project}/documents/")
    form = page.form("/for-lawyer")
    real_visitor.client.post(
        form.get("action"), data={**dict(form.form_values()), "reasons": "yes"}
    )
    real_visitor.client.post(form.get("action"), data={"_csrf": form.fields["_csrf"]})

    assert asked == [("False", "--for-lawyer", "--with-reasons"), ("False", "--for-lawyer")]


def test_the_sheet_is_shown_as_it_would_be_made_today(real_visitor: Visitor):
    page = real_visitor.open(f"{begun(real_visitor)}/documents/lawyer-sheet")

    assert "Otevřené body" in page.words
    assert "Rozhodný den" in page.words

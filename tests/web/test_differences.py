"""An official or a lawyer sees what changed in the documents since an earlier saving."""

from tests.web.visitor import Visitor


def project_with_two_savings(visitor: Visitor) -> str:
    project = visitor.start()
    for name in ("Město Příkladov", "Město Vzorov"):
        visitor.answer(
            project, "need", contract_title="Portál", authority_name=name,
            subject_kind="services", extends_existing="no", description="Text",
        )  # fmt: skip
    return project


def test_the_change_of_an_answer_is_shown_as_added_and_removed_words(visitor: Visitor):
    project = project_with_two_savings(visitor)
    page = visitor.open(f"{project}differences/")
    earlier = page.tree.xpath("//select[@id='since']/option/@value")[1]

    page = visitor.open(f"{project}differences/?since={earlier}")
    shown = visitor.open(page.tree.xpath("//tbody//th/a/@href")[0])

    assert "Vzorov" in "".join(node.text_content() for node in shown.tree.iter("ins"))
    assert "Příkladov" in "".join(node.text_content() for node in shown.tree.iter("del"))


def test_tracked_changes_can_be_downloaded(visitor: Visitor):
    project = project_with_two_savings(visitor)
    earlier = visitor.open(f"{project}differences/").tree.xpath(
        "//select[@id='since']/option/@value"
    )[1]
    page = visitor.open(f"{project}differences/?since={earlier}")
    answer = visitor.client.get(page.links("Sledované změny")[0])

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith("-rozdily.docx")
    assert answer.data.startswith(b"PK")


def test_nothing_is_reported_against_the_present_state(visitor: Visitor):
    project = project_with_two_savings(visitor)
    now = visitor.open(f"{project}differences/").tree.xpath("//select[@id='since']/option/@value")[
        0
    ]

    assert "se od té doby nezměnily" in visitor.open(f"{project}differences/?since={now}").words


def test_a_moment_that_never_was_is_refused(visitor: Visitor):
    project = project_with_two_savings(visitor)

    assert visitor.open(f"{project}differences/?since=999").status == 404
    assert visitor.open(f"{project}differences/999/D16").status == 404

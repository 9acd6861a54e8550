"""A trainer finds every hand-out on one page; what is typed on a certificate is kept nowhere."""

from pathlib import Path

from procurement_kit.kit import Kit
from tests.web.visitor import Visitor

ATTENDED = {
    "names": "Jana Jedinečná\nPetr Neopakovatelný", "workshop": "Dílna", "day": "3. 12. 2026",
    "hours": "6", "trainer": "Eva Lektorová",
}  # fmt: skip


def test_the_page_offers_every_hand_out_of_every_scenario(real_visitor: Visitor, kit: Kit):
    page = real_visitor.open("/training/")
    links = {link.get("href") for link in page.tree.iter("a")}

    for name in kit.content.scenarios:
        for kind in ("workbook", "sheet", "guide"):
            assert {f"/training/{name}/{kind}.{end}" for end in ("docx", "pdf", "txt")} <= links


def test_the_guide_stands_behind_a_warning(real_visitor: Visitor, kit: Kit):
    page = real_visitor.open("/training/")
    guides = [link for link in page.tree.iter("a") if "/guide." in (link.get("href") or "")]

    assert guides
    for link in guides:
        (closed,) = link.iterancestors("details")
        assert "obsahuje řešení" in closed.findtext("summary")
        assert closed.get("open") is None
    shown = page.tree.text_content()
    reasons = [item.reasons[0] for one in kit.content.scenarios.values() for item in one.solution]
    assert not [reason for reason in reasons if reason in shown]


def test_a_hand_out_is_saved_and_not_shown(real_visitor: Visitor):
    response = real_visitor.client.get("/training/dsw2/workbook.txt")

    assert response.status_code == 200
    assert "dsw2-pracovni-sesit.txt" in response.headers["Content-Disposition"]
    assert real_visitor.client.get("/training/shared/glossary.txt").status_code == 200


def test_what_does_not_exist_is_a_missing_page(real_visitor: Visitor, visitor: Visitor):
    for path in ("no/guide.txt", "dsw2/no.txt", "dsw2/guide.exe", "shared/no.txt"):
        assert real_visitor.open(f"/training/{path}").status == 404
    assert visitor.open("/training/").status == 404


def test_a_certificate_leaves_nothing_behind(real_visitor: Visitor, tmp_path: Path):
    form = real_visitor.open("/training/certificate")
    page = real_visitor.send(form, "/training/certificate", **ATTENDED)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    assert page.response.data.startswith(b"%PDF")
    assert page.response.headers["Cache-Control"] == "no-store"
    assert not [word for word in ("Jedine", "Neopakovat", "Lektorov") if word.encode() in kept]
    assert "Jedine" not in str(page.response.headers)


def test_a_certificate_that_lacks_something_says_what(real_visitor: Visitor):
    form = real_visitor.open("/training/certificate")
    nothing = real_visitor.send(form, "/training/certificate")
    wrong = {**ATTENDED, "day": "31. 11. 2026", "names": "\n".join(map(str, range(61)))}
    page = real_visitor.send(form, "/training/certificate", **wrong)

    assert set(nothing.errors()) == {"names", "workshop", "day", "hours", "trainer"}
    assert set(page.errors()) == {"names", "day"}
    assert nothing.status == page.status == 422

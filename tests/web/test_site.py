"""Safety of every page: headers, forms from elsewhere, sizes, links, secrets, access."""

import stat
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from procurement_kit.web import create_app
from procurement_kit.web.settings import Settings
from tests.web.small_kit import small_kit
from tests.web.visitor import Page, Visitor

VALUES = {
    "step": "need", "stage": "S1", "document": "D3", "flag": "no_successor", "number": 1,
    "job": "job.signature", "name": "sample", "token": "forged", "question": "contract_title",
    "filename": "app.css", "kind": "docx", "since": 1,
}  # fmt: skip
PROTECTION = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def routes(app: Flask, project: str) -> list[tuple[str, set[str]]]:
    """Every address of the site with its methods, variables filled in."""
    found = []
    with app.test_request_context():
        from flask import url_for

        for rule in app.url_map.iter_rules():
            values = {name: VALUES.get(name, project) for name in rule.arguments}
            found.append((url_for(rule.endpoint, **values), rule.methods or set()))
    return found


def test_every_address_answers_with_all_protective_headers(app: Flask, visitor: Visitor) -> None:
    project = visitor.start().split("/")[2]

    for address, _methods in routes(app, project):
        response = visitor.client.get(address)
        assert PROTECTION.items() <= dict(response.headers).items(), address
        policy = response.headers["Content-Security-Policy"].split("; ")
        assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy)
        assert "unsafe" not in " ".join(policy), address
        assert "camera=()" in response.headers["Permissions-Policy"], address
        assert response.status_code < 500, address
        response.close()


def test_no_page_of_a_project_may_be_kept_in_a_cache(visitor: Visitor) -> None:
    project = visitor.start()

    for path in ("", "step/need", "answers/", "saved/", "documents/"):
        response = visitor.client.get(project + path)
        assert response.headers["Cache-Control"] == "no-store"


def test_no_page_has_scripts_or_styles_of_its_own(app: Flask, visitor: Visitor) -> None:
    project = visitor.start().split("/")[2]

    for address, _methods in routes(app, project):
        page = visitor.open(address)
        if page.response.mimetype != "text/html":
            page.response.close()
        else:
            assert not page.tree.xpath("//script[not(@src)] | //style | //*[@style]"), address
            assert not page.tree.xpath("//@*[starts-with(name(), 'on')]"), address
            assert not page.tree.xpath("//@src[contains(., '//')]"), address


def test_every_form_without_its_token_is_refused_in_czech(app: Flask, visitor: Visitor) -> None:
    project = visitor.start().split("/")[2]

    for address, methods in routes(app, project):
        if "POST" not in methods or address.startswith("/api/"):
            continue  # programs send no cookies, so nobody can borrow theirs
        response = visitor.client.post(address, data={"contract_title": "Tajné"})
        assert response.status_code == 422, address
        assert "Formulář nemá platné ověření" in response.text
    assert "Tajné" not in visitor.open(f"/project/{project}/answers/").words


def test_a_form_that_lost_its_token_can_be_sent_again_with_its_text(visitor: Visitor) -> None:
    project = visitor.start()
    page = visitor.open(f"{project}step/need")

    refused = visitor.send(page, "step/need", _csrf="", contract_title="Portál")
    again = visitor.send(refused, "step/need")

    assert refused.status == 422
    assert again.status == 200
    assert "Portál" in visitor.open(f"{project}answers/").words


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_form_from_another_site_is_refused(visitor: Visitor, headers: dict[str, str]) -> None:
    token = visitor.open("/").form("/projects").fields["_csrf"]

    data = {"_csrf": token, "title": "X"}
    response = visitor.client.post("/projects", data=data, headers=headers)

    assert response.status_code == 403
    assert "z jiného webu" in response.text


def test_a_foreign_host_name_is_refused(visitor: Visitor) -> None:
    response = visitor.client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "Tuto adresu server nezná" in response.text


def test_a_forged_link_says_what_to_do(visitor: Visitor) -> None:
    page = visitor.open("/p/forged-token")

    assert page.status == 404
    assert page.title.startswith("Chyba: ")
    assert "Požádejte o nový odkaz" in page.words


def test_a_link_opens_the_project_in_another_browser_and_leaves_the_address(
    visitor: Visitor, other: Visitor
) -> None:
    project = visitor.start(title="Společný projekt")
    link = secret_link(visitor.open(f"{project}saved/"))

    page = other.open(link)

    assert page.path == project
    assert "Společný projekt" in page.words


def test_the_link_of_a_browser_stays_the_same(visitor: Visitor) -> None:
    project = visitor.start()

    links = {secret_link(visitor.open(f"{project}saved/")) for _ in range(3)}

    assert len(links) == 1


def test_a_revoked_link_no_longer_opens_and_a_new_one_does(
    visitor: Visitor, other: Visitor
) -> None:
    project = visitor.start()
    page = visitor.open(f"{project}saved/")
    old = secret_link(page)

    new = secret_link(visitor.send(page, "saved/renew"))

    assert other.open(old).status == 404
    assert other.open(new).path == project


def test_an_expired_link_says_so(app: Flask, visitor: Visitor, other: Visitor) -> None:
    project = visitor.start()
    link = secret_link(visitor.open(f"{project}saved/"))
    site = app.extensions["procurement_kit"]
    later = site.now() + timedelta(days=400)
    site.now = lambda: later

    page = other.open(link)

    assert page.status == 410
    assert "Platnost odkazu skončila" in page.words


def test_a_link_for_reading_does_not_allow_changes(
    app: Flask, visitor: Visitor, other: Visitor
) -> None:
    project = visitor.start()
    site = app.extensions["procurement_kit"]
    name, at = project.split("/")[2], site.now()
    site.store.add_link(name, "for-reading", at, at + timedelta(days=1), role="view")

    page = other.open("/p/for-reading")
    sent = {"_asked": "contract_title", "contract_title": "Tajné"}
    refused = other.post(f"{project}step/need", **sent)

    assert "jen pro čtení" in page.words
    assert not other.open(f"{project}step/need").tree.xpath("//main//form")
    assert refused.status == 403
    assert "Tajné" not in visitor.open(f"{project}answers/").words
    assert "Tajný odkaz k projektu" not in other.open(f"{project}saved/").words


def test_another_browser_may_not_see_a_project_by_its_address(
    visitor: Visitor, other: Visitor
) -> None:
    project = visitor.start(title="Soukromé")

    page = other.open(project)

    assert page.status == 403
    assert "Soukromé" not in page.words
    assert "Otevřete jej tajným odkazem" in page.words


def test_a_forgotten_session_opens_nothing_even_with_its_old_cookie(visitor: Visitor) -> None:
    project = visitor.start()
    cookie = visitor.client.get_cookie("kit")
    assert cookie is not None

    visitor.send(visitor.open("/"), "/forget")
    visitor.client.set_cookie("kit", cookie.value)

    assert visitor.open(project).status == 403


def test_a_deleted_project_is_gone(visitor: Visitor) -> None:
    project = visitor.start(title="Ke smazání")

    home = visitor.send(visitor.open(f"{project}saved/"), "saved/delete")

    assert "Ke smazání" not in home.words
    assert visitor.open(project).status == 403


def test_too_large_a_form_names_the_limit(visitor: Visitor) -> None:
    project = visitor.start()

    page = visitor.answer(project, "need", description="x" * 1_200_000)

    assert page.status == 413
    assert "limit 1 MB" in page.words


def test_too_large_a_file_names_the_limit(visitor: Visitor) -> None:
    answer = visitor.client.post(
        "/licenses",
        input_stream=BytesIO(b"--b\r\n"),
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"CONTENT_LENGTH": str(13 * 1024 * 1024)},
    )

    assert answer.status_code == 413
    assert "limit 12 MB" in answer.text


def test_an_unexpected_error_is_a_czech_page(app: Flask, visitor: Visitor) -> None:
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    project = visitor.start()

    def broken(_day: object) -> None:
        raise RuntimeError

    app.extensions["procurement_kit"].store.get = broken
    page = visitor.open(project)

    assert page.status == 500
    assert "nečekal" in page.words
    assert "RuntimeError" not in page.response.text


def test_the_secret_and_the_data_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    create_app(tmp_path / "data", kit=small_kit())

    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "secret.key").stat().st_mode) == 0o600


def test_on_https_the_cookie_is_bound_to_the_host(tmp_path: Path) -> None:
    app = create_app(tmp_path, kit=small_kit(), settings=Settings(is_https=True))

    response = app.test_client().get("/", base_url="https://localhost")

    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-kit=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert response.headers["Strict-Transport-Security"]


def test_settings_are_read_from_the_environment() -> None:
    settings = Settings.read(
        {"PROCUREMENT_KIT_HOSTS": "kit.urad.cz", "PROCUREMENT_KIT_HTTPS": "yes"}
    )

    assert "kit.urad.cz" in settings.hosts
    assert settings.is_https


def secret_link(page: Page) -> str:
    """The secret link on the page, without the host."""
    link = page.tree.get_element_by_id("link").get("value")
    return "/" + link.split("/", 3)[3]

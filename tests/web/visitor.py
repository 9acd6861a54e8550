"""A visitor without JavaScript: opens pages, fills in their forms, follows redirects."""

import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from lxml import html
from lxml.html import FormElement, HtmlElement
from werkzeug.test import TestResponse

Fields = dict[str, str | list[str]]


@dataclass
class Page:
    """An answer of the site."""

    response: TestResponse
    path: str

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def tree(self) -> HtmlElement:
        return html.document_fromstring(self.response.text)

    @property
    def words(self) -> str:
        """The visible text of the page, in one line."""
        return re.sub(r"\s+", " ", self.tree.find("body").text_content())

    @property
    def title(self) -> str:
        return self.tree.findtext(".//title") or ""

    def links(self, words: str) -> list[str]:
        """Where the links with *words* lead."""
        return [a.get("href") for a in self.tree.iter("a") if words in a.text_content()]

    def form(self, action: str) -> FormElement:
        """The first form that is sent to an address containing *action*."""
        return next(form for form in self.tree.forms if action in (form.get("action") or ""))

    def errors(self) -> dict[str, str]:
        """The sentences of the error summary by the id that each leads to."""
        box = self.tree.find(".//div[@id='errors']")
        return {} if box is None else {a.get("href")[1:]: a.text for a in box.iter("a")}


class Visitor:
    """One browser."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def open(self, path: str) -> Page:
        """The page at *path*, redirects followed."""
        response = self.client.get(path, follow_redirects=True)
        return Page(response, response.request.path)

    def send(self, page: Page, action: str, button: str = "", **fields: object) -> Page:
        """The page after the form was filled in and sent."""
        form = page.form(action)
        data: dict[str, object] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)  # type: ignore[attr-defined]
        data.update(fields)
        if button:
            data[button] = "yes"
        for name, field in list(data.items()):
            if isinstance(field, tuple):
                data[name] = (BytesIO(field[1]), field[0])
        for item in form.inputs:
            if item.get("type") == "file" and not isinstance(data.get(item.name), tuple):
                data.pop(item.name, None)
        address = urlsplit(urljoin("http://localhost" + page.path, form.get("action")))
        kind = form.get("enctype") or "application/x-www-form-urlencoded"
        response = self.client.post(
            address.path, data=data, content_type=kind, follow_redirects=True
        )
        return Page(response, response.request.path)

    def start(self, title: str = "Pokus") -> str:
        """The address of a new project."""
        return self.send(self.open("/"), "/projects", title=title).path

    def example(self) -> str:
        """The address of a copy of the ready-made project."""
        return self.send(self.open("/"), "/examples/").path

    def answer(self, project: str, step: str, **answers: object) -> Page:
        """The page after *answers* were given on *step* and saved."""
        return self.send(self.open(f"{project}step/{step}"), f"step/{step}", **answers)

    def post(self, path: str, **fields: str) -> Page:
        """The page after *fields* were sent to *path* without a form of ours that offers it."""
        token = self.open("/").tree.xpath("//input[@name='_csrf']/@value")[0]
        response = self.client.post(path, data={"_csrf": token, **fields}, follow_redirects=True)
        return Page(response, response.request.path)

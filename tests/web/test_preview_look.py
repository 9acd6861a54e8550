"""What a document prints is seen in its preview: no style of the site hides it."""

import re
from pathlib import Path

from lxml import html as reader

from procurement_kit.formats import html
from procurement_kit.web import STATIC
from tests.formats.everything import everything

HIDING = re.compile(r"([^{}]+)\{[^{}]*display:\s*none[^{}]*\}")
CLASS = re.compile(r"\.([a-z][a-z0-9-]*)")


def test_no_class_of_a_document_is_hidden_by_the_site():
    document = everything()
    parts = "".join(html.part(document, part) for part in document.parts)
    used = {
        name
        for value in reader.fromstring(f"<div>{parts}</div>").xpath("//@class")
        for name in value.split()
    }
    rules = HIDING.findall(Path(STATIC, "app.css").read_text("utf-8"))
    hidden = {name for rule in rules for name in CLASS.findall(rule)}

    assert used & hidden == set()
    assert {"few-columns", "numeric"} & used

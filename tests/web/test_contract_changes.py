"""The page on contract changes, which needs no project, and the panel beside the questions."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.visitor import Visitor

PAGE = "/contract-changes"


@pytest.fixture
def client(real_app: Flask) -> FlaskClient:
    return real_app.test_client()


def asked(client: FlaskClient, **sent: str) -> tuple[int, str]:
    answer = client.get(PAGE, query_string=sent)
    return answer.status_code, answer.get_data(as_text=True).replace("\u00a0", " ")


def test_the_empty_page_names_every_ground_with_the_word_to_write(client: FlaskClient):
    status, page = asked(client)

    assert status == 200
    assert "pište „nepředvídaná“" in page
    assert "<svg" not in page


def test_a_price_alone_shows_the_whole_room(client: FlaskClient):
    status, page = asked(client, price="4 000 000", regime="above_threshold")

    assert status == 200
    assert "méně než 400 000 Kč" in page
    assert "nejvýše 1 200 000 Kč" in page


def test_a_change_over_the_limit_is_refused_in_words_and_in_the_picture(client: FlaskClient):
    status, page = asked(
        client,
        price="4 000 000",
        regime="above_threshold",
        changes="1. 3. 2026; drobná; 400 000; 0; Pole",
    )

    assert status == 200
    assert "takto změnit nelze" in page
    assert "mez porušena" in page.split("<svg")[1]
    assert "style=" not in page.split("<main")[1]


def test_an_unreadable_line_is_named_beside_the_field(client: FlaskClient):
    status, page = asked(client, price="1000", changes="1. 3. 2026; drobná; tisíc; 0")

    assert status == 422
    assert 'href="#changes"' in page
    assert "Řádek 1" in page


def test_changes_without_a_price_ask_for_the_price(client: FlaskClient):
    status, page = asked(client, changes="1. 3. 2026; drobná; 1; 0")

    assert status == 422
    assert 'href="#price"' in page


def test_an_unknown_choice_falls_back_to_the_first(client: FlaskClient):
    assert asked(client, price="1000", regime="none")[0] == 200


def test_the_step_shows_what_is_left_beside_the_questions(real_visitor: Visitor):
    project = real_visitor.example()
    real_visitor.answer(project, "contract", contract_price="2 000 000")
    real_visitor.answer(project, "changes", contract_changes="1. 3. 2026; drobná; 50 000; 0; Pole")

    words = real_visitor.open(f"{project}step/changes").words.replace("\u00a0", " ")

    assert "méně než 150 000 Kč" in words


def test_the_step_names_a_ground_that_it_does_not_know(real_visitor: Visitor):
    project = real_visitor.example()
    real_visitor.answer(project, "contract", contract_price="2 000 000")
    real_visitor.answer(project, "changes", contract_changes="1. 3. 2026; jen tak; 1; 0; Pole")

    words = real_visitor.open(f"{project}step/changes").words

    assert "důvod změny „jen tak“ program nezná" in words

"""Secret links and sessions."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from procurement_kit.store.access import Grant, Link, token_hash
from procurement_kit.store.errors import LinkExpiredError, LinkUnknownError
from procurement_kit.store.store import Store
from tests.builders import NOON, a_procurement

LATER = NOON + timedelta(days=1)
TOKEN = "a-secret-token-that-must-not-be-found"


def test_a_link_opens_its_project_as_often_as_one_likes(store: Store):
    store.create(a_procurement(), NOON, "a")
    store.add_link("p1", TOKEN, NOON, LATER, role="view")

    opened = [store.open_link(TOKEN, NOON), store.open_link(TOKEN, NOON)]

    assert opened == [Link("p1", "view")] * 2


def test_a_link_ends_on_its_day(store: Store):
    store.create(a_procurement(), NOON, "a")
    store.add_link("p1", TOKEN, NOON, LATER)

    with pytest.raises(LinkExpiredError):
        store.open_link(TOKEN, LATER)


def test_adding_a_link_again_prolongs_it(store: Store):
    store.create(a_procurement(), NOON, "a")
    store.add_link("p1", TOKEN, NOON, LATER)

    store.add_link("p1", TOKEN, NOON, LATER + timedelta(days=1))

    assert store.open_link(TOKEN, LATER).project == "p1"


@pytest.mark.parametrize("token", ["", "x", TOKEN + "x", "\ud800", "' OR 1=1 --"])
def test_any_other_token_opens_nothing(store: Store, token: str):
    store.create(a_procurement(), NOON, "a")
    store.add_link("p1", TOKEN, NOON, LATER)

    with pytest.raises(LinkUnknownError):
        store.open_link(token, NOON)


def test_revoked_links_open_nothing_and_close_the_project_in_other_browsers(store: Store):
    store.create(a_procurement(), NOON, "a")
    store.add_link("p1", TOKEN, NOON, LATER)
    mine, foreign = store.new_session(NOON), store.new_session(NOON)
    store.grant(mine, "p1", "edit")
    store.grant(foreign, "p1", "edit")

    store.revoke_links("p1", keep=mine)

    with pytest.raises(LinkUnknownError):
        store.open_link(TOKEN, NOON)
    assert store.granted(mine, "p1", NOON) == Grant("edit")
    assert store.granted(foreign, "p1", NOON) is None


def test_a_session_sees_only_what_it_was_granted(store: Store):
    store.create(a_procurement(), NOON, "a")
    mine, foreign = store.new_session(NOON), store.new_session(NOON)

    store.grant(mine, "p1", "view")

    assert store.granted(mine, "p1", NOON) == Grant("view")
    assert [row.title for row in store.session_projects(mine)] == ["Zakázka"]
    assert store.granted(foreign, "p1", NOON) is None
    assert store.session_projects(foreign) == ()
    assert store.granted("", "p1", NOON) is None


def test_opening_a_reading_link_does_not_take_away_the_right_to_edit(store: Store):
    store.create(a_procurement(), NOON, "a")
    session = store.new_session(NOON)
    store.grant(session, "p1", "edit")

    store.grant(session, "p1", "view")

    assert store.granted(session, "p1", NOON) == Grant("edit")


def test_an_ended_session_opens_nothing(store: Store):
    store.create(a_procurement(), NOON, "a")
    session = store.new_session(NOON)
    store.grant(session, "p1", "edit")

    store.end_session(session)

    assert store.granted(session, "p1", NOON) is None


def test_no_token_is_stored_in_clear(store: Store, data: Path):
    store.create(a_procurement(), NOON, "a")
    session = store.new_session(NOON)
    store.grant(session, "p1", "edit")
    store.add_link("p1", TOKEN, NOON, LATER)

    files = [path.read_bytes() for path in data.iterdir()]

    assert not any(word.encode() in content for content in files for word in (TOKEN, session))


def test_session_tokens_have_at_least_256_random_bits(store: Store):
    tokens = {store.new_session(NOON) for _ in range(50)}

    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 43


def test_a_named_link_is_listed_and_taken_back_alone(store: Store):
    store.create(a_procurement(), NOON, "a")
    store.add_link("p1", TOKEN, NOON, LATER, role="comment", label="pro právničku")
    store.add_link("p1", "another", NOON, LATER, role="edit", label="pro kolegu")
    mine, hers, his = (store.new_session(NOON) for _ in range(3))
    store.grant(mine, "p1", "edit")
    store.grant(hers, "p1", "comment", token_hash(TOKEN))
    store.grant(his, "p1", "edit", token_hash("another"))

    assert {item.label for item in store.named_links("p1")} == {"pro kolegu", "pro právničku"}
    store.revoke_link("p1", token_hash(TOKEN))

    assert store.granted(hers, "p1", NOON) is None
    assert store.granted(his, "p1", NOON) == Grant("edit", token_hash("another"), "pro kolegu")
    assert store.granted(mine, "p1", NOON) == Grant("edit")
    with pytest.raises(LinkUnknownError):
        store.open_link(TOKEN, NOON)
    with pytest.raises(LinkUnknownError):
        store.revoke_link("p1", token_hash(TOKEN))


def test_a_browser_that_came_by_a_named_link_is_shut_out_when_the_link_ends(store: Store):
    store.create(a_procurement(), NOON, "a")
    store.add_link("p1", TOKEN, NOON, LATER, role="edit", label="na den")
    session = store.new_session(NOON)
    store.grant(session, "p1", "edit", token_hash(TOKEN))

    assert store.granted(session, "p1", NOON) is not None
    assert store.granted(session, "p1", LATER) is None


def test_the_owner_stays_owner_after_opening_a_link_given_to_others(store: Store):
    store.create(a_procurement(), NOON, "a")
    store.add_link("p1", TOKEN, NOON, LATER, role="edit", label="pro kolegu")
    session = store.new_session(NOON)
    store.grant(session, "p1", "edit")

    store.grant(session, "p1", "edit", token_hash(TOKEN))

    assert store.granted(session, "p1", NOON) == Grant("edit")


def test_a_moved_session_keeps_its_projects_and_the_old_one_opens_nothing(store: Store):
    store.create(a_procurement(), NOON, "a")
    old, new = store.new_session(NOON), store.new_session(NOON)
    store.grant(old, "p1", "edit")

    store.move_session(old, new)

    assert store.granted(new, "p1", NOON) == Grant("edit")
    assert store.granted(old, "p1", NOON) is None


def test_forgetting_one_project_leaves_the_others(store: Store):
    for name in ("p1", "p2"):
        store.create(replace(a_procurement(), id=name), NOON, "a")
    session = store.new_session(NOON)
    for name in ("p1", "p2"):
        store.grant(session, name, "edit")

    store.forget(session, "p1")

    assert [row.id for row in store.session_projects(session)] == ["p2"]

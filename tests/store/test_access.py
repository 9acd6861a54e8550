"""Secret links and sessions."""

from datetime import timedelta
from pathlib import Path

import pytest

from procurement_kit.store.access import Link
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
    assert store.role(mine, "p1") == "edit"
    assert store.role(foreign, "p1") is None


def test_a_session_sees_only_what_it_was_granted(store: Store):
    store.create(a_procurement(), NOON, "a")
    mine, foreign = store.new_session(NOON), store.new_session(NOON)

    store.grant(mine, "p1", "view")

    assert store.role(mine, "p1") == "view"
    assert [row.title for row in store.session_projects(mine)] == ["Zakázka"]
    assert store.role(foreign, "p1") is None
    assert store.session_projects(foreign) == ()
    assert store.role("", "p1") is None


def test_opening_a_reading_link_does_not_take_away_the_right_to_edit(store: Store):
    store.create(a_procurement(), NOON, "a")
    session = store.new_session(NOON)
    store.grant(session, "p1", "edit")

    store.grant(session, "p1", "view")

    assert store.role(session, "p1") == "edit"


def test_an_ended_session_opens_nothing(store: Store):
    store.create(a_procurement(), NOON, "a")
    session = store.new_session(NOON)
    store.grant(session, "p1", "edit")

    store.end_session(session)

    assert store.role(session, "p1") is None


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

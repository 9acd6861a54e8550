"""A participant on a phone whose network comes and goes."""

import re

from playwright.sync_api import Browser, Page, expect

CHOICE = "input[name=outbound_choice][value=mit]"


def joined(browser: Browser, base_url: str) -> Page:
    """A phone in a workshop that has just begun, on a page of questions."""
    trainer = browser.new_page()
    trainer.goto(f"{base_url}/workshop/new/dsw2")
    trainer.get_by_role("button", name="Založit školení").click()
    code = trainer.locator(".code").inner_text()
    trainer.close()
    phone = browser.new_context(viewport={"width": 360, "height": 720}).new_page()
    phone.goto(f"{base_url}/join")
    phone.get_by_label("Kód školení").fill(code)
    phone.get_by_role("button", name="Připojit se").click()
    phone.goto(re.sub("workshop/$", "step/outbound", phone.url))
    return phone


def test_an_answer_given_without_a_network_is_kept_and_sent_once(browser: Browser, base_url: str):
    phone = joined(browser, base_url)
    step = phone.url
    phone.locator(CHOICE).check()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Uložit a pokračovat").click()
    expect(phone.get_by_role("status").filter(has_text="Neodesláno")).to_be_visible()

    phone.context.set_offline(False)
    phone.wait_for_url("**/results")

    phone.goto(step)
    expect(phone.locator(CHOICE)).to_be_checked()
    expect(phone.locator("#unsent")).to_be_hidden()
    phone.goto(re.sub("step/.*$", "history/", step))
    expect(phone.locator("tr").filter(has_text="Pod jakou licencí nový kód")).to_have_count(1)
    phone.context.close()


def test_what_was_typed_and_not_sent_is_there_after_the_phone_slept(
    browser: Browser, base_url: str
):
    phone = joined(browser, base_url)
    phone.locator(CHOICE).check()

    phone.reload()

    expect(phone.locator(CHOICE)).to_be_checked()
    expect(phone.get_by_role("status").filter(has_text="Doplnili jsme")).to_be_visible()
    phone.context.close()

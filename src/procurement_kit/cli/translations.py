"""Commands for translators: bring the files up to date, count what is missing."""

import click

from procurement_kit.cli.frame import write_bytes
from procurement_kit.formats.files import content_root, locale_root
from procurement_kit.kit import Kit
from procurement_kit.problems import ContentError, say
from procurement_kit.translations.checking import State, problems, state_of
from procurement_kit.translations.extraction import languages, refreshed


@click.group("translations")
def translations() -> None:
    """Files of translations: bring them up to date, count what is missing."""


@translations.command("extract")
@click.option("--language", help="Only this language; a new one gets its files.")
def extract(language: str | None) -> None:
    """Put the texts of the program and its content into the files; what is translated stays."""
    content, root = Kit.load(content_root()).content, locale_root()
    for chosen in [language] if language else languages(root):
        for path, data in refreshed(content, root, chosen).items():
            write_bytes(path, data)
        click.echo(shown(state_of(root, chosen)))


@translations.command("count")
def count() -> None:
    """Say how much of each file is not translated, or not certain."""
    for language in languages(locale_root()):
        state = state_of(locale_root(), language)
        for item in state.files:
            click.echo(
                say(
                    "translation_file", path=item.path, texts=item.texts, words=item.words,
                    missing=item.missing, fuzzy=item.fuzzy,
                )
            )  # fmt: skip
        click.echo(shown(state))


@translations.command("check")
def check() -> None:
    """List every translation that would break a page or a document, as file:line."""
    root = locale_root()
    found = [problem for language in languages(root) for problem in problems(root, language)]
    if found:
        raise ContentError(found)
    for language in languages(root):
        click.echo(shown(state_of(root, language)))


def shown(state: State) -> str:
    """One line on a language."""
    return say(
        "translation_language", language=state.language, texts=state.texts,
        missing=state.missing, fuzzy=state.fuzzy,
    )  # fmt: skip

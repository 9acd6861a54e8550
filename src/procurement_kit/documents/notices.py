"""The document that goes with the software: third-party components, their terms, full texts."""

from collections.abc import Iterable, Iterator, Mapping

from procurement_kit.documents.annex import Article, Cover, Frame, batches, framed
from procurement_kit.documents.document import BulletList, Document, Paragraph, Part, Run, Runs
from procurement_kit.documents.wording import glue
from procurement_kit.licensing.components import NO_STATEMENT, Component
from procurement_kit.licensing.notices import NoticedComponent, Notices, by_terms
from procurement_kit.licensing.words import LicenseWords

BLANK_LINE = "\n\n"
IN_A_LIST = 12
IN_A_PARAGRAPH = 60


def compose_notices(
    notices: Notices, texts: Mapping[str, str], words: LicenseWords, cover: Cover
) -> Document:
    """The notices as a document; *texts* are the licence texts at hand, by id."""
    headings = words.notices.headings
    frame = Frame(
        id=words.notices.id,
        title=words.notices.title,
        file_name=words.notices.file_name,
        audience="public",
        has_contents=True,
    )
    components = Article("components", 1, headings["components"])
    _components(components, notices, words)
    parts = [components.part()]
    if missing := tuple(_missing(notices, texts, words)):
        article = Article("missing", 2, headings["missing"])
        for title, items in missing:
            article.say(title)
            for some in batches(items, IN_A_PARAGRAPH):
                article.say(", ".join(some))
        parts.append(article.part())
    if notices.texts:
        parts.append(_texts(len(parts) + 1, notices, texts, words))
    return framed(frame, cover, parts)


def _components(article: Article, notices: Notices, words: LicenseWords) -> None:
    say = words.notices.sentences
    count = words.shared.components.of
    if not notices.items:
        article.say(say["no_components"])
    else:
        article.say(say["intro"].format(components=count(len(notices.items))))
    if any(item.is_chosen for item in notices.items):
        article.say(say["chosen"])
    for place, (terms, items) in enumerate(by_terms(notices.items).items(), start=1):
        title = say["group"].format(license=terms, components=count(len(items)))
        article.subheading(title, place)
        for some in batches(items, IN_A_LIST):
            article.add(BulletList(tuple(_component(item, words) for item in some)))
    if notices.left_out:
        article.say(say["left_out"].format(components=count(len(notices.left_out))))


def _component(item: NoticedComponent, words: LicenseWords) -> Runs:
    """One component: name and version, then whatever is known of it."""
    known = "; ".join(about(item, words))
    name = Run(glue(named(item.component)), strong=True)
    return (name, Run(glue(f"; {known}"))) if known else (name,)


def about(item: NoticedComponent, words: LicenseWords) -> Iterator[str]:
    """Supplier, copyright, address and the choice of a licence, as far as they are known."""
    say, component = words.notices.sentences, item.component
    if component.supplier.strip() not in NO_STATEMENT:
        yield say["supplier"].format(supplier=component.supplier.strip())
    if component.copyright.strip() not in NO_STATEMENT:
        yield component.copyright.strip()
    if address := source_of(component):
        yield address
    if item.is_chosen:
        yield say["offered"].format(expression=component.expression)


def named(component: Component) -> str:
    """The name and version of a component."""
    return f"{component.name} {component.version}".strip()


def source_of(component: Component) -> str:
    """Where the component comes from: its address, else its package URL."""
    source = component.source.strip()
    return component.purl if source in NO_STATEMENT else source


def _missing(
    notices: Notices, texts: Mapping[str, str], words: LicenseWords
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the notices still need, each with whom it concerns."""
    say = words.notices.sentences
    references = (
        say["reference"].format(license=reference, name=named(component))
        for reference, component in notices.references_without_text
    )
    found: Mapping[str, Iterable[str]] = {
        "unstated": map(named, notices.unstated),
        "no_copyright": map(named, notices.without_copyright),
        "no_text": references,
        "missing_text": (name for name in notices.texts if name not in texts),
        "own_notice": map(named, notices.with_own_notice),
    }
    for name, items in found.items():
        if listed := tuple(dict.fromkeys(items)):
            yield say[name], listed


def _texts(number: int, notices: Notices, texts: Mapping[str, str], words: LicenseWords) -> Part:
    """Every licence text at hand, equal texts once."""
    together: dict[str, list[str]] = {}
    for name in notices.texts:
        if name in texts:
            together.setdefault(texts[name], []).append(name)
    article = Article("texts", number, words.notices.headings["texts"])
    article.say(words.notices.sentences["standard_text"])
    for place, (text, names) in enumerate(together.items(), start=1):
        article.subheading(", ".join(names), place)
        for paragraph in text.replace("\r", "").split(BLANK_LINE):
            if paragraph.strip():
                article.add(Paragraph((Run(paragraph),)))
    return article.part()

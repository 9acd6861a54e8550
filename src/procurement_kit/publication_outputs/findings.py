"""What a check of a repository found, as sentences; a secret itself is never said."""

from collections.abc import Iterable, Iterator, Mapping

from procurement_kit.kit import Kit
from procurement_kit.problems import say
from procurement_kit.publication.reuse_check import Fault, Lack
from procurement_kit.publication.secret_patterns import Found

CODES: Mapping[Lack, str] = {
    Lack.NO_LICENSE: "reuse_no_license",
    Lack.NO_HOLDER: "reuse_no_holder",
    Lack.TEXT_MISSING: "reuse_text_missing",
    Lack.TEXT_UNUSED: "reuse_text_unused",
}


def fault_lines(faults: Iterable[Fault]) -> Iterator[str]:
    """Each lack of REUSE with its repair."""
    yield from (say(CODES[item.lack], subject=item.subject) for item in faults)


def secret_lines(secrets: Iterable[Found], kit: Kit) -> Iterator[str]:
    """Where each likely secret stands, and of which kind it is."""
    patterns = kit.content.secrets
    listed = (*patterns.texts, *patterns.names) if patterns else ()
    titles = {item.id: item.title for item in listed}
    for item in secrets:
        code = "secret_line" if item.line else "secret_file"
        kind = titles.get(item.kind, item.kind)
        yield say(code, file=item.file, line=item.line, kind=kind)

"""Our verdicts on licences beside published ones: every difference has its reason."""

from collections.abc import Iterator

from procurement_kit.crosscheck.content import Content
from procurement_kit.licensing.agreement import check_statements, compare, idle_differences
from procurement_kit.problems import Problem


def prove_agreement(content: Content) -> Iterator[Problem]:
    """Every difference from the published table has its reason, and nothing else is listed."""
    path, data = "license_data/differences.yaml", content.licenses
    agreement = compare(data)
    for inbound, outbound in idle_differences(agreement, data):
        line = content.files.line_of(path, inbound)
        yield Problem.of(path, line, "difference_idle", inbound=inbound, outbound=outbound)
    for cell in agreement.unexplained:
        pair = {"inbound": cell.inbound, "outbound": cell.outbound}
        verdict = data.vocabulary.verdicts[cell.ours.verdict.value]
        yield Problem.of(path, 1, "difference_unexplained", **pair, verdict=verdict)
    for item in check_statements(data):
        if not item.agrees and not item.statement.differs:
            pair = {"inbound": item.inbound, "outbound": item.outbound}
            line = content.files.line_of("license_data/statements.yaml", item.statement.source)
            source = item.statement.source
            path = "license_data/statements.yaml"
            yield Problem.of(path, line, "statement_contradicted", **pair, source=source)

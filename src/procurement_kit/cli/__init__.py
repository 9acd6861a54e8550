"""The command line, one module for each group of commands.

Exit codes: 0 yes or done; 1 the answer is no (problems, not ready, incompatible); 2 a lawyer must
decide; 3 the command could not be carried out; 64 the command was typed wrongly; 130 stopped.
"""

import click

from procurement_kit.cli import content, documents, operation, sbom
from procurement_kit.cli.frame import Commands

COMMANDS = (
    content.check_content,
    content.schemas,
    sbom.check_sbom,
    documents.generate_documents,
    documents.export_example,
    operation.doctor,
    operation.serve,
    operation.purge,
    operation.backup,
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="procurement-kit")
def main() -> None:
    """Guide a public body from a need to open tender documents and licensing clauses.

    Exit codes: 0 yes or done; 1 the answer is no (problems found, not ready, incompatible);
    2 a lawyer must decide; 3 the command could not be carried out; 64 wrong usage; 130 stopped.
    """


for command in COMMANDS:
    main.add_command(command)

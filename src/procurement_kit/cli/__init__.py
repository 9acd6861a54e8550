"""The command line, one module for each group of commands.

Exit codes: 0 yes or done; 1 the answer is no (problems, not ready, incompatible); 2 a lawyer must
decide; 3 the command could not be carried out; 64 the command was typed wrongly; 130 stopped.
"""

import click

from procurement_kit.cli.frame import SPOKEN, Commands, speaking_in

PLACES = {
    "check-content": "proof:check_content",
    "question-tree": "tree:question_tree",
    "handouts": "handouts:handouts",
    "schemas": "content:schemas",
    "licenses": "licenses:licenses",
    "check-licenses": "licenses:check_licenses",
    "choose-license": "licenses:choose_license",
    "check-sbom": "sbom:check_sbom",
    "compare-sboms": "acceptance:compare_sboms",
    "license-agreement": "agreement:license_agreement",
    "contract-change": "contract_changes:contract_change",
    "generate": "documents:generate_documents",
    "compare-documents": "differences:compare_documents",
    "read-returned": "returned:read_returned",
    "time-limits": "time_limits:time_limits",
    "publication-pack": "publication:publication_pack",
    "open-data": "publication:open_data",
    "check-repository": "publication:check_repository",
    "copy-sheet": "copy_sheets:copy_sheet",
    "export-example": "documents:export_example",
    "check-publiccode": "publiccode:check_publiccode",
    "catalogue": "catalogue:catalogue",
    "check-pack": "pack:check_pack",
    "own-clause": "pack:own_clause",
    "own-letterhead": "pack:own_letterhead",
    "compare-clause": "pack:compare_clause",
    "translations": "translations:translations",
    "doctor": "operation:doctor",
    "serve": "operation:serve",
    "workshop": "workshop:workshop",
    "theme": "theme:theme",
    "remind": "remind:remind",
    "purge": "operation:purge",
    "backup": "operation:backup",
}


@click.group(cls=Commands, places=PLACES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="procurement-kit")
@click.option(
    "--language",
    envvar="PROCUREMENT_KIT_LANGUAGE",
    default=SPOKEN,
    show_default=True,
    help="Say messages in this language; files stay in the language of the law.",
)
@click.pass_context
def main(context: click.Context, language: str) -> None:
    """Guide a public body from a need to open tender documents and licensing clauses.

    Exit codes: 0 yes or done; 1 the answer is no (problems found, not ready, incompatible);
    2 a lawyer must decide; 3 the command could not be carried out; 64 wrong usage; 130 stopped.
    """
    if language != SPOKEN:
        context.with_resource(speaking_in(language))

"""Draws the pages of a project: all share its navigation, warnings and notices."""

from flask import render_template

from procurement_kit.web.access import Opened
from procurement_kit.web.results import without_tender


def project_page(page: str, opened: Opened, /, **values: object) -> str:
    """The template *page*, drawn for a project."""
    assessment = opened.assessment
    return render_template(
        page,
        opened=opened,
        kit=opened.kit,
        procurement=opened.procurement,
        assessment=assessment,
        blocking=[flag for flag in assessment.flags if flag.blocks],
        without_tender=without_tender(opened),
        **values,
    )

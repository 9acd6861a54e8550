"""Proves that the content fits together; every mistake is a problem with its file and line."""

from procurement_kit.crosscheck import licenses, procedures, references, texts
from procurement_kit.crosscheck.content import Content
from procurement_kit.problems import Problem

CHECKS = (*references.CHECKS, *texts.CHECKS, *licenses.CHECKS, *procedures.CHECKS)


def crosscheck(content: Content) -> list[Problem]:
    """Every place where two pieces of content do not fit."""
    return [problem for check in CHECKS for problem in check(content)]

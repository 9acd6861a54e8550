"""Proves that the content fits together; every mistake is a problem with its file and line."""

from procurement_kit.crosscheck import (
    award_criteria,
    documents,
    licenses,
    office,
    procedures,
    references,
    scenarios,
    scores,
    texts,
    time_limits,
    versions,
)
from procurement_kit.crosscheck.content import Content
from procurement_kit.problems import Problem

CHECKS = (
    *references.CHECKS,
    *texts.CHECKS,
    *licenses.CHECKS,
    *award_criteria.CHECKS,
    *versions.CHECKS,
    *procedures.CHECKS,
    *scores.CHECKS,
    *scenarios.CHECKS,
    *time_limits.CHECKS,
    *documents.CHECKS,
    *office.CHECKS,
)


def crosscheck(content: Content) -> list[Problem]:
    """Every place where two pieces of content do not fit."""
    return [problem for check in CHECKS for problem in check(content)]

"""The project that a command is given."""

from pathlib import Path

from procurement_kit.cli.frame import read_bytes
from procurement_kit.formats import project_file
from procurement_kit.formats.project_file import ProjectFile
from procurement_kit.formats.project_pdf import project_of


def read_project(path: Path) -> ProjectFile:
    """The project in *path*: a project file, or a PDF that holds one."""
    return project_file.read(path.name, project_of(path.name, read_bytes(path)))

"""Loads the renderer when it is imported; the process that workers are copied from imports it.

Nothing is drawn here: Pango begins threads then, and a process with threads must not be copied.
"""

from procurement_kit.formats import pdf
from procurement_kit.generation import drawing

pdf.prepare()

__all__ = ["drawing"]

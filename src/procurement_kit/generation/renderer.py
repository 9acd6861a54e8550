"""Loads the renderer when it is imported; the process that workers are copied from imports it.

Nothing is drawn here: Pango begins threads then, and a process with threads must not be copied.
"""

import gc

from procurement_kit.formats import pdf
from procurement_kit.generation import drawing

pdf.prepare()

# What is loaded stays: no worker looks through it for rubbish, and its pages stay shared.
gc.collect()
gc.freeze()

__all__ = ["drawing"]

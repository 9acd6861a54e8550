"""Runs the command line: python -m procurement_kit."""

from procurement_kit.cli import main

main(prog_name="procurement-kit")

"""The command line: each command parses, calls one function, prints."""

from analysis.cli.root import main

__all__ = ["main"]

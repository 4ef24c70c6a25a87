"""The program `knub`: python -m knub.cli COMMAND …"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

# Command -> the module that does it, and what it does; a module is imported only when it is chosen.
COMMANDS = {
    "classify": ("knub.cli.classify", "say which criteria areas meet, and which categories follow"),
    "mail": ("knub.cli.mail", "take in a report that a mail was not delivered, or news by mail"),
    "lists": ("knub.cli.lists", "import an official list into the database"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code."""
    chosen = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="knub")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (module, what) in COMMANDS.items():
        command = commands.add_parser(name, help=what, description=what)
        if chosen[:1] == [name]:
            import_module(module).add_arguments(command)
    return finish(parser.parse_args(chosen))


def finish(arguments: argparse.Namespace) -> int:
    """Do what was asked; a reader that has seen enough, such as head, is no error."""
    try:
        code = int(import_module(COMMANDS[arguments.command][0]).run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())

"""The commands below `programs`: list, show, check, new, edit. `text.programs` has the lines they print."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from achilles_tui.application.services import CommandServices
from achilles_tui.cli.console import BAD_PROGRAM, OK, add_folders, complain, say, say_json, words
from achilles_tui.text.documents.base import SCHEMA
from achilles_tui.text.programs import exercise_lines, program_lines, program_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the commands below `programs`."""
    kinds = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=argparse.ArgumentParser
    )

    def add(
        name: str, action: Callable[[argparse.Namespace, CommandServices], int], text: str
    ) -> argparse.ArgumentParser:
        command = kinds.add_parser(name, help=text, description=text)
        add_folders(command)
        command.set_defaults(action=action)
        return command

    listing = add("list", _list, "every program: minutes, equipment, supervision")
    listing.add_argument("--exercises", action="store_true", help="the exercises that programs refer to, instead")
    _add_json(listing)
    show = add("show", _show, "one program: every dose, and where each number comes from")
    show.add_argument("program", metavar="ID")
    _add_json(show)
    check = add("check", _check, "list the errors in files of programs or exercises; exit 3 if there are any")
    check.add_argument("files", metavar="FILE", nargs="+", type=Path)
    new = add("new", _new, "write a commented file for you to change")
    new.add_argument("id", metavar="ID")
    new.add_argument("--from", dest="like", metavar="OTHER", help="copy this one")
    new.add_argument("--exercise", action="store_true", help="an exercise instead of a program")
    edit = add("edit", _edit, "open your own program or exercise in $EDITOR; it is saved once it has no errors")
    edit.add_argument("id", metavar="ID")
    edit.add_argument("--discard", action="store_true", help="delete the draft that was not saved")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=f"as JSON, schema {SCHEMA}")


def run(options: argparse.Namespace, services: CommandServices) -> int:
    """Run the command below `programs`; return the exit code."""
    code: int = options.action(options, services)
    return code


def _list(options: argparse.Namespace, services: CommandServices) -> int:
    library, mine = services.programs.library(), services.settings.load().program
    if options.json:
        from achilles_tui.text.documents.programs import exercise_list, program_list  # noqa: PLC0415 only for JSON

        say_json(exercise_list(library) if options.exercises else program_list(library, mine))
    else:
        say(*(exercise_lines(library) if options.exercises else program_lines(library, mine)))
    words(*library.problems)
    return BAD_PROGRAM if library.problems else OK


def _show(options: argparse.Namespace, services: CommandServices) -> int:
    offered, own = services.programs.program(options.program), options.program in services.programs.library().own
    region = services.settings.load().region
    if options.json:
        from achilles_tui.text.documents.programs import program_document  # noqa: PLC0415 only for JSON

        say_json(program_document(offered, region, own=own))
    else:
        say(*program_text(offered, region, own=own))
    return OK


def _check(options: argparse.Namespace, services: CommandServices) -> int:
    code = OK
    for path in options.files:
        problems = services.programs.problems(path)
        if problems:
            code = BAD_PROGRAM
            words(*problems)
        else:
            say(f"{path}: no errors")
    return code


def _new(options: argparse.Namespace, services: CommandServices) -> int:
    path = services.programs.create(options.id, like=options.like, exercise=options.exercise)
    say(str(path))
    words(f"Change it with `achilles-tui programs edit {options.id}`, or with any editor.")
    return OK


def _edit(options: argparse.Namespace, services: CommandServices) -> int:
    if options.discard:
        services.programs.drop_draft(options.id)
        return OK
    if not sys.stdin.isatty():
        return complain("An editor needs a terminal: input must not be redirected.", 2)
    problems = services.programs.edit(options.id)
    if not problems:
        say(f"{options.id}: saved")
        return OK
    words(*problems)
    again = f"`achilles-tui programs edit {options.id}` opens it again, `--discard` deletes it"
    return complain(f"Not saved: {options.id} is as it was. What you wrote is in a draft: {again}.", BAD_PROGRAM)

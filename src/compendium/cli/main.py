"""The program `compendium`: reads the command line, ends with the right exit code."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Any, Final

import click

from compendium import __version__
from compendium.cli.options import print_error, wants_json
from compendium.vocabulary.errors import CompendiumError, FaultError

EXIT_USER = 2
EXIT_FAULT = 3
EXIT_INTERRUPTED = 130


VERBS: Final = {
    "compile": "compile:compile_",
    "rules": "rules:rules",
    "format": "format:format_",
    "new": "new:new",
    "status": "status:status",
    "show": "show:show",
    "search": "search:search",
    "ask": "ask:ask",
    "duties": "duties:duties",
    "check": "check:check",
    "draft": "draft:draft",
    "compare": "compare:compare",
    "radar": "radar:radar",
    "funding": "funding:funding",
    "import": "import_:import_",
    "intake": "intake:intake",
    "links": "links:links",
    "cite": "cite:cite",
    "desk": "desk:desk",
    "export": "export:export",
    "publish": "publish:publish",
    "mcp": "mcp:mcp",
    "edition": "edition:edition",
    "serve": "serve:serve",
    "site": "site:site",
    "alerts": "alerts:alerts",
}
"""Each verb with its module in this folder and its name there."""


class Verbs(click.Group):
    """The verbs, each loaded when it is asked for: a status need not wait for a PDF library."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of all verbs."""
        return sorted(VERBS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """One verb by its name, or None."""
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"compendium.cli.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is meant; a mistyped one is refused with the nearest beside it."""
        near = get_close_matches(args[0], VERBS, n=1)
        if args[0] not in VERBS and near:
            raise click.UsageError(f"No such command {args[0]!r}; did you mean {near[0]!r}?", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's signature
        """Run the verb. Whoever reads the output may stop; a full disk is one sentence."""
        try:
            result = super().invoke(ctx)
            if sys.stdout and not sys.stdout.closed:
                sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except OSError as error:
            code = "output" if error.filename is None else "system"
            where = error.filename or "The output cannot be written"
            raise FaultError(code, f"{where}: {error.strerror or error}.") from error
        return result


@click.group(
    cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80}
)
@click.version_option(__version__, prog_name="compendium")
def cli() -> None:
    """The California CSEC Policy Compendium: what applies, as of any date, and who says so.

    Policy information, not legal advice. No case data about any child belongs here.
    """


def main() -> None:
    """Run the command line and exit: 0 fine, 1 falls short, 2 wrong input, 3 a fault of ours."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code."""
    as_json = wants_json(arguments)
    try:
        result = cli.main(args=arguments, prog_name="compendium", standalone_mode=False)
    except CompendiumError as error:
        print_error(error.code, error.message, as_json=as_json and error.code != "output")
        return error.exit_code
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        print_error("interrupted", "Stopped; nothing was changed.", as_json=as_json)
        return EXIT_INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return EXIT_USER
    except click.ClickException as error:
        print_error("usage", _sentence(error), as_json=as_json)
        return EXIT_USER
    except MemoryError:
        print_error("memory", "There is not enough memory for this.", as_json=as_json)
        return EXIT_FAULT
    return result if isinstance(result, int) else 0


def _sentence(error: click.ClickException) -> str:
    message = error.format_message()
    message = message if message.endswith("?") else message.rstrip(".") + "."
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "compendium"
    return f"{message} `{path} --help` shows what it takes."

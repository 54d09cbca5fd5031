"""The commands by name, and what surrounds them all: the home, plain failures, exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module, util
from pathlib import Path
from uuid import UUID

import click

import unknot
from unknot.cli.exits import Exit
from unknot.cli.home import Home
from unknot.cli.translation import _
from unknot.store import homes

COMMANDS = {
    "serve": "unknot.web.commands:serve",
    "worker": "unknot.web.commands:worker",
    "demo": "unknot.web.commands:demo",
    "owner-link": "unknot.web.commands:owner_link",
    "log": "unknot.cli.log:log",
    "show": "unknot.cli.show:show",
    "report": "unknot.cli.report:report",
    "verify": "unknot.cli.verify:verify",
    "analyse": "unknot.cli.analyse:analyse",
    "experiment": "unknot.cli.experiment:experiment",
    "share": "unknot.cli.sharing:share",
    "import": "unknot.cli.import_:import_",
    "export": "unknot.cli.export:export",
    "erase": "unknot.cli.erase:erase",
    "init": "unknot.cli.maintenance:init",
    "sheet": "unknot.cli.maintenance:sheet",
    "backup": "unknot.cli.maintenance:backup",
    "restore": "unknot.cli.maintenance:restore",
    "cohort": "unknot.cli.cohort:cohort",
    "check": "unknot.cli.maintenance:check",
    "knowledge": "unknot.cli.knowledge:knowledge",
    "doctor": "unknot.cli.doctor:doctor",
}
"""Each command and where it is. One is loaded only when it is used, so that `--help` is quick."""


class Commands(click.Group):
    """The commands, in the order above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, place in COMMANDS.items() if util.find_spec(place.partition(":")[0])]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        module, _colon, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help=_("The data folder (or UNKNOT_HOME)."))
@click.option("--journal", type=click.UUID, help=_("Which journal, if the home holds several."))
@click.version_option(unknot.__version__, prog_name="unknot")
@click.pass_context
def unknot_command(ctx: click.Context, home: Path | None, journal: UUID | None) -> None:
    """A private journal for people who live with muscle spasms, cramps and spasticity."""
    if home is not None:
        os.environ["UNKNOT_HOME"] = str(home.expanduser().absolute())
    ctx.obj = Home(homes.home(os.environ), journal)


def main() -> None:
    """The `unknot` command: whatever fails is one sentence on stderr and an exit code."""
    sys.excepthook = _end
    try:
        code = unknot_command(standalone_mode=False)
    except click.exceptions.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        error.show()
        sys.exit(Exit.USAGE)
    sys.exit(code if isinstance(code, int) else Exit.DONE)


def _end(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    """Instead of a traceback, which may hold a person's words."""
    from unknot.cli.failures import explained  # it knows every room's refusals, which takes a while to load

    code, sentence = explained(error)
    click.echo(sentence, err=True)
    sys.stdout.flush()
    os._exit(code)

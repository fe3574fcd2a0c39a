"""The command line: which command is meant, and how failures are told.

Commands live in `essaylint.commands`, a module each with `arguments(parser)` and `run(options) -> int`; only the module
of the command that is asked for is imported, and it imports what is heavy only when it needs it.
"""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from importlib import import_module

from essaylint.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

# A command is the module of its name in `essaylint.commands`; `check` is meant where none is named.
COMMANDS = {
    "check": "lint essays (what is done if no command is named)",
    "explain": "show the page of a rule",
    "init": "write a config for the essays here",
    "report": "write a page that shows an essay with all that was found",
    "rules": "list the rules",
    "new": "write a new rule: a card from a template",
    "test": "run the examples on a folder's cards",
    "baseline": "make what is there now need not be told again",
    "citations": "list the citations of an essay and what they cite",
    "claims": "list the claims of an essay",
    "config": "show the settings that hold here, and where they come from",
    "dict": "add words that are right",
    "doctor": "show what is installed",
}
FAILED = 2


class Parser(ArgumentParser):
    """An argument parser whose errors are one sentence, and which suggests the nearest option."""

    def error(self, message: str) -> None:  # type: ignore[override]
        if message.startswith("unrecognized arguments: -"):
            wrong = message.split()[2]
            message = f"there is no option {wrong}{_near(wrong, self._option_string_actions)}"
        from essaylint.commands.output import complain

        complain(f"{message}; see {self.prog} --help")
        raise SystemExit(FAILED)


def _near(word: str, words: object) -> str:
    from essaylint.rulebook import near  # only where somebody mistyped

    return near(word, list(words)).rstrip("?")  # type: ignore[call-overload]


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit code: 0 quiet, 1 something to tell, 2 it could not be done.

    Without `argv` this is the whole process: it ends here.
    """
    if argv is None:
        gc.set_threshold(100_000, 20, 20)  # what a start makes stays; looking through it takes a tenth of it
        _leave(_main(sys.argv[1:]))
    return _main(list(argv))


def _main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        if arguments[:1] == ["help"] and arguments[1:2] and arguments[1] in COMMANDS:
            return _main([arguments[1], "--help"])
        sys.stdout.write(_overview())
        return 0 if arguments else FAILED
    if arguments[0] in ("-V", "--version"):
        print(f"essaylint {VERSION}")
        return 0
    if fresh := sys.modules.get("essaylint.commands.fresh"):
        fresh.forget()
    command = arguments.pop(0) if arguments[0] in COMMANDS else "check"
    try:
        options = parse(command, arguments)
        return int(options.run(options))
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _close_quietly()
        return FAILED
    except Exception as error:
        if not _is_ours(error):
            raise
        from essaylint.commands.output import complain

        complain(str(error))
        return FAILED


def parse(command: str, arguments: list[str]) -> Namespace:
    """The options of a command; `options.run` is the function that does it."""
    module = import_module(f"essaylint.commands.{command}")
    summary = COMMANDS[command]
    parser = Parser(
        prog=f"essaylint {command}",
        description=summary[0].upper() + summary[1:] + ".",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module.arguments(parser)
    options = parser.parse_args(arguments)
    options.run = module.run
    return options


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:{width}}  {summary}" for name, summary in COMMANDS.items())
    return (
        "An editor for whole essays.\n\n"
        "Usage: essaylint [COMMAND] [OPTIONS] [PATHS]\n\n"
        f"Commands:\n{lines}\n\n"
        "“essaylint essay.txt” lints an essay. “essaylint COMMAND --help” tells the options of a command.\n"
    )


def _is_ours(error: Exception) -> bool:
    """Whether an error is a sentence for the user, not a fault of essaylint."""
    from essaylint.baseline import BaselineError
    from essaylint.configfile import ConfigError
    from essaylint.rulebook import CardError
    from essaylint.source import SourceError

    return isinstance(error, ConfigError | CardError | SourceError | BaselineError)


def _leave(code: int) -> NoReturn:
    """End the process without taking everything apart first, which takes as long as reading an essay."""
    import atexit
    import os

    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = FAILED
    finally:
        os._exit(code)


def _close_quietly() -> None:
    """Whoever read our output stopped reading; keep Python from complaining at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()

"""The command line: which command is meant, and how failures are told.

Commands live in `essaylint.commands`, a module each with `arguments(parser)` and `run(options) -> int`; only the module
of the command that is asked for is imported, and it imports what is heavy only when it needs it.
"""

from __future__ import annotations

import gc
import sys
from argparse import Namespace

from essaylint.commands.parsing import COMMANDS, FAILED, parser_of
from essaylint.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


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
    if command == "check" and arguments and _is_mistyped(arguments[0]):
        return FAILED
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
    except OSError as error:
        from essaylint.commands.output import complain

        name = error.filename if isinstance(error.filename, str) else "what was to be told"
        complain(f"{name}: could not be written or read ({error.strerror or error}); check the path, its permissions and the room there")
        return FAILED
    except Exception as error:
        if not _is_ours(error):
            raise
        from essaylint.commands.output import complain

        complain(str(error))
        return FAILED


def parse(command: str, arguments: list[str]) -> Namespace:
    """The options of a command; `options.run` is the function that does it."""
    parser, run = parser_of(command)
    options = parser.parse_args(arguments)
    options.run = run
    return options


def _is_mistyped(word: str) -> bool:
    """Whether a word is no file and nearly a command; then it is said."""
    import os

    if not word.isalpha() or os.path.exists(word):
        return False
    from essaylint.rulebook import near  # only where there is no such file

    said = near(word, COMMANDS)
    if said:
        from essaylint.commands.output import complain

        complain(f"there is no command and no file “{word}”{said}")
    return bool(said)


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
    except OSError:  # nobody reads any more, or the disk is full
        code = FAILED
    finally:
        os._exit(code)


def _close_quietly() -> None:
    """Whoever read our output stopped reading; keep Python from complaining at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()

"""`essaylint completion SHELL`: what a shell needs to complete commands, options and rules."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from essaylint.commands.parsing import COMMANDS, parser_of
from essaylint.rulebook import CATEGORIES

_RULES = '$(essaylint rules -q 2>/dev/null | sed -n "s/^  \\([a-z][a-z0-9-]*\\) .*/\\1/p")'
_BASH = """_essaylint() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" command="${{COMP_WORDS[1]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" words=""
  case "$before" in
    --select|--extend-select|--ignore) words="{categories} {rules}" ;;
{values}
  esac
  if [ -z "$words" ]; then
    case "$command" in
{cases}
      *) words="{commands} {check}" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [ ${{#COMPREPLY[@]}} -eq 0 ]; then COMPREPLY=($(compgen -f -- "$word")); fi
}}
complete -o filenames -F _essaylint essaylint
"""
_ZSH = "autoload -U +X bashcompinit && bashcompinit\n"


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `completion`."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def run(options: Namespace) -> int:
    """Print the script, to be put into the shell's own start file."""
    flags = {name: _flags(name) for name in COMMANDS}
    choices = _choices()
    if options.shell == "fish":
        for name, summary in COMMANDS.items():
            print(f"complete -c essaylint -n __fish_use_subcommand -a {name} -d {_quoted(summary)}")
            for flag, help in flags[name].items():
                values = f" -x -a {_quoted(' '.join(choices[flag]))}" if flag in choices else ""
                print(f"complete -c essaylint -n '__fish_seen_subcommand_from {name}' -l {flag[2:]}{values} -d {_quoted(help)}")
        return 0
    cases = "\n".join(f'      {name}) words="{" ".join(flags[name])}{f" {_RULES}" if name == "explain" else ""}" ;;' for name in COMMANDS)
    values = "\n".join(f'    {flag}) words="{" ".join(values)}" ;;' for flag, values in choices.items())
    script = _BASH.format(
        cases=cases, commands=" ".join(COMMANDS), check=" ".join(flags["check"]), values=values, rules=_RULES, categories=" ".join(CATEGORIES)
    )
    print((_ZSH if options.shell == "zsh" else "") + script, end="")
    return 0


def _choices() -> dict[str, list[str]]:
    """What options may be set to, of all commands together."""
    found: dict[str, dict[str, None]] = {}
    for command in COMMANDS:
        for action in parser_of(command)[0]._actions:
            for flag in action.option_strings if action.choices else ():
                found.setdefault(flag, {}).update(dict.fromkeys(map(str, action.choices or ())))
    return {flag: list(choices) for flag, choices in found.items()}


def _flags(command: str) -> dict[str, str]:
    """The long options of a command and what they do."""
    return {
        flag: (action.help or "").replace("%%", "%")
        for action in parser_of(command)[0]._actions
        for flag in action.option_strings
        if flag.startswith("--")
    }


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

"""How our comments in word processors' files are known again: by their author and by the rule on their last line."""

from __future__ import annotations

import re

AUTHOR = "essaylint"
_RULE = re.compile(r"\s*(?:— )?([a-zA-Z][\w/-]*)")


def rule_line(rule: str, severity: str) -> str:
    """The last line of a comment.

    >>> rule_line("vague-sourcing", "warning")
    '— vague-sourcing (warning)'
    """
    return f"— {rule} ({severity})"


def rule_of(line: str) -> str:
    """The rule on the last line of a comment; empty if there is none.

    >>> rule_of("— lt/EN_A_VS_AN (hint)")
    'lt/EN_A_VS_AN'
    """
    match = _RULE.match(line)
    return match[1] if match else ""

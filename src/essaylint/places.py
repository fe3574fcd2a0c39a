"""Where a user's own config, cache and data are kept."""

from __future__ import annotations

import os
import sys


def config_folder() -> str:
    """The folder of the user's own config."""
    if sys.platform.startswith("linux"):
        # What platformdirs says on Linux; loading it takes as long as linting a page.
        return _xdg("XDG_CONFIG_HOME", "~/.config")
    from platformdirs import user_config_dir

    return str(user_config_dir("essaylint", appauthor=False))


def cache_folder() -> str:
    """The folder of all that is kept only to be quicker: ESSAYLINT_CACHE_DIR, else the user's cache."""
    named = os.environ.get("ESSAYLINT_CACHE_DIR")
    if named:
        return named
    if sys.platform.startswith("linux"):
        return _xdg("XDG_CACHE_HOME", "~/.cache")
    from platformdirs import user_cache_dir

    return str(user_cache_dir("essaylint", appauthor=False))


def data_folder() -> str:
    """The folder of what was installed for the user and is not quick to have again, such as LanguageTool."""
    if sys.platform.startswith("linux"):
        return _xdg("XDG_DATA_HOME", "~/.local/share")
    from platformdirs import user_data_dir

    return str(user_data_dir("essaylint", appauthor=False))


def _xdg(name: str, otherwise: str) -> str:
    home = os.environ.get(name, "").strip()
    return os.path.join(home if os.path.isabs(home) else os.path.expanduser(otherwise), "essaylint")

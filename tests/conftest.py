"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from essaylint import engine

# The same examples on every machine; ESSAYLINT_RANDOM=1 looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("new", deadline=None, print_blob=True)
settings.load_profile("new" if os.environ.get("ESSAYLINT_RANDOM") else "same")

# Nothing outside the checkout is touched, by the processes that tests start either.
os.environ["ESSAYLINT_CACHE_DIR"] = str(Path(__file__).parent.parent / ".essaylint_cache")
os.environ["XDG_CONFIG_HOME"] = str(Path(__file__).parent.parent / ".essaylint_cache" / "no-config")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite the marks of fixtures to what is found now")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests with the real LanguageTool run where its jars are (.ci/run fetches them); elsewhere they are deselected."""
    if not os.environ.get("ESSAYLINT_LANGUAGETOOL"):
        left = [item for item in items if item.get_closest_marker("languagetool")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


@pytest.fixture(autouse=True)
def _failing_rules_fail_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "raise_failures", True)

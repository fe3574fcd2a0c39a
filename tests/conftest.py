"""What all tests share."""

from __future__ import annotations

import pytest

from essaylint import engine


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite the marks of fixtures to what is found now")


@pytest.fixture(autouse=True)
def _failing_rules_fail_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "raise_failures", True)

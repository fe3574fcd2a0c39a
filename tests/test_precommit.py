"""The hooks, as pre-commit itself installs and runs them: a commit that is blocked, mended, and then goes through.

pre-commit builds the hook's environment from PyPI, so these tests need it; nothing is fetched when a hook runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_MB = 60
GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always")
BAD = "# Dikes\n\nThe the dikes held. According to observers, the water rose.\n"


def run(*command: str, code: int = 0, cwd: Path, **variables: str) -> str:
    """What a command says, which must end with a code."""
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **variables}, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a repository of hooks, with all that is not committed yet."""
    target = tmp_path_factory.mktemp("hooks")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "src", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    for name in listed:
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    run("git", "init", "-q", cwd=target)
    run("git", "add", "-A", cwd=target)
    run(*GIT, "commit", "-qm", "hooks", cwd=target)
    return target


@pytest.fixture
def essays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an essay in it that is not committed yet."""
    folder = tmp_path / "essays"
    folder.mkdir()
    run("git", "init", "-q", cwd=folder)
    (folder / "essay.md").write_text(BAD, encoding="utf-8")
    (folder / "LICENSE.txt").write_text(BAD, encoding="utf-8")
    (folder / "code.py").write_text("# The the dikes.\n", encoding="utf-8")
    run("git", "add", "-A", cwd=folder)
    for name in ("PRE_COMMIT_ALLOW_NO_CONFIG", "SKIP", "PYTHONPATH", "VIRTUAL_ENV"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return folder


def size_mb(folder: Path) -> float:
    """What `du` says."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*")) / 1e6


def test_a_commit_is_blocked_mended_and_made(hooks: Path, essays: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    revision = run("git", "rev-parse", "HEAD", cwd=hooks).strip()
    (essays / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n      - id: essaylint-fix\n      - id: essaylint\n", encoding="utf-8"
    )
    run("git", "add", ".pre-commit-config.yaml", cwd=essays)
    run("pre-commit", "install", "--install-hooks", cwd=essays)

    said = run(*GIT, "commit", "-qm", "one", code=1, cwd=essays)
    assert "files were modified by this hook" in said
    assert (essays / "essay.md").read_text(encoding="utf-8") == BAD.replace("The the", "The")
    assert "vague-sourcing" in said
    assert "LICENSE" not in said
    assert "code.py" not in said
    run("git", "add", "essay.md", cwd=essays)
    said = run(*GIT, "commit", "-qm", "one", code=1, cwd=essays)
    assert "essay.md:3:17" in said
    assert "vague-sourcing" in said

    (essays / "essay.md").write_text("# Dikes\n\nThe dikes held, and the water rose.\n", encoding="utf-8")
    run("git", "add", "essay.md", cwd=essays)
    # Nothing is fetched any more: no index could be reached.
    run(*GIT, "commit", "-qm", "one", cwd=essays, PIP_INDEX_URL="http://127.0.0.1:1", https_proxy="http://127.0.0.1:1")
    assert run("git", "log", "--oneline", cwd=essays).count("\n") == 1

    (environment,) = (tmp_path / "pre-commit").glob("repo*/py_env-*")
    size = size_mb(environment)
    with capsys.disabled():
        print(f"\nthe light hook's environment has {size:.1f} MB")
    assert size <= MOST_MB
    assert not list(environment.glob("lib/python*/site-packages/spacy"))


def test_try_repo(hooks: Path, essays: Path) -> None:
    """As somebody tries a hook that they do not have yet."""
    said = run("pre-commit", "try-repo", str(hooks), "essaylint", "--all-files", "--verbose", code=1, cwd=essays)
    assert "essay.md:3:1" in said
    assert "repeated-word" in said
    assert "LICENSE" not in said


def test_the_manifest_is_valid() -> None:
    run(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)

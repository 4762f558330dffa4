"""What many tests share: the compiled editions of the tiny and of the real content."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from compendium.cli.main import run
from compendium.compiler.compile import compile_edition
from compendium.content.check import CheckedContent, check_directory
from compendium.edition.reader import EditionReader, open_edition

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content" / "california-csec"
TINY = ROOT / "tests" / "corpora" / "tiny"


def pytest_configure() -> None:
    """Let Ctrl-C mean what it means.

    A shell that runs the tests in the background has it ignored, and so would the programs
    that tests start and end with it.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def checked() -> CheckedContent:
    """The real content, checked once."""
    return check_directory(CONTENT)


@pytest.fixture(scope="session")
def edition_file(checked: CheckedContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the real content."""
    target = tmp_path_factory.mktemp("edition") / "csec.sqlite"
    compile_edition(checked, target)
    return target


@pytest.fixture(scope="session")
def reader(edition_file: Path) -> Iterator[EditionReader]:
    """The real edition, open."""
    opened = open_edition(edition_file)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the tiny corpus."""
    target = tmp_path_factory.mktemp("tiny") / "tiny.sqlite"
    compile_edition(check_directory(TINY), target)
    return target


class Answer:
    """What a command line answered: exit code, standard output and standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run one command line as the program does, in this process."""

    def ask(*arguments: str) -> Answer:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return ask


@pytest.fixture
def cli_runner() -> CliRunner:
    """Click's own runner, for commands that ask questions."""
    return CliRunner()

"""Errors as people meet them: who has to act decides the class and the exit code."""

from __future__ import annotations


class CompendiumError(Exception):
    """Base of every error this project raises on purpose.

    ``code`` is a stable short word for machines, ``message`` one clear sentence
    for people, ``exit_code`` what the command line ends with.
    """

    exit_code = 3

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class UserError(CompendiumError):
    """The input is wrong; the person who gave it can put it right. Exit code 2."""

    exit_code = 2


class ContentError(CompendiumError):
    """The content falls short of its rules. Exit code 1."""

    exit_code = 1


class FaultError(CompendiumError):
    """Something of ours, or of the machine, failed. Exit code 3."""

    exit_code = 3

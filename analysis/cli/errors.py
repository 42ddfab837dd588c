"""What an error means to the person at the terminal: one line, and an exit code."""

import click
from click.core import ParameterSource

from analysis.cli.messages import one_line
from analysis.printable import printable
from crawler.exit_codes import FAULT_OF_OURS, NOTHING_TO_WORK_ON, WRONG_USE


class NothingToWorkOn(click.ClickException):
    """The store is empty, or has no such thing; the message says what to run first."""

    exit_code = NOTHING_TO_WORK_ON


def exit_code_of(error: BaseException) -> int:
    """Return the promised exit code. A file or a disk that cannot be used is no work done in part.

    >>> exit_code_of(click.UsageError("no such option")), exit_code_of(OSError(28, "No space left on device"))
    (2, 2)
    >>> exit_code_of(ZeroDivisionError())
    70
    """
    if (code := getattr(error, "exit_code", None)) is not None:
        return int(code)
    return WRONG_USE if isinstance(error, OSError) else FAULT_OF_OURS


def explain(error: BaseException) -> str:
    """Return what a person is told: what is wrong, and what to do; in one line, unless it is a command's help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return printable(error.format_message())
    told = one_line(_explained(error))
    is_ours = exit_code_of(error) == FAULT_OF_OURS
    return f"{told}\nPlease report it with the command you ran." if is_ours else told


def _explained(error: BaseException) -> str:
    if isinstance(error, click.UsageError) and error.ctx:
        return f"nextrung: {_variable(error)}{error.format_message()} Try '{error.ctx.command_path} --help'."
    if isinstance(error, click.ClickException):
        return f"nextrung: {error.format_message()}"
    if exit_code_of(error) != FAULT_OF_OURS:
        return f"nextrung: {_told(error)}"
    return f"nextrung: a fault of ours, not yours: {type(error).__name__}: {error}"


def _variable(error: click.UsageError) -> str:
    """Name the variable of the environment that a wrong value came from: nobody gave the option that it stands for."""
    option = error.param if isinstance(error, click.BadParameter) else None
    if not option or not error.ctx or error.ctx.get_parameter_source(str(option.name)) != ParameterSource.ENVIRONMENT:
        return ""
    return f"${option.envvar or f'{error.ctx.auto_envvar_prefix}_{option.name}'.upper()}: "


def _told(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)

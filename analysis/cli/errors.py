"""What an error means to the person at the terminal: one line, and an exit code."""

import click

DONE_IN_PART, WRONG_USE, NOTHING_TO_WORK_ON, LOCKED, FAULT_OF_OURS = 1, 2, 3, 4, 70


class NothingToWorkOn(click.ClickException):
    """The store is empty, or has no such thing; the message says what to run first."""

    exit_code = NOTHING_TO_WORK_ON


def exit_code_of(error: BaseException) -> int:
    """Return the promised exit code.

    >>> exit_code_of(click.UsageError("no such option"))
    2
    >>> exit_code_of(ZeroDivisionError())
    70
    """
    if isinstance(error, click.ClickException):
        return error.exit_code
    if isinstance(error, OSError):
        return DONE_IN_PART
    code = getattr(error, "exit_code", FAULT_OF_OURS)
    return int(code)


def explain(error: BaseException) -> str:
    """Return the line for the person: what is wrong, and what to do."""
    if isinstance(error, click.UsageError) and error.ctx:
        return f"nextrung: {error.format_message()}\n{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help'."
    if isinstance(error, click.ClickException):
        return f"nextrung: {error.format_message()}"
    if isinstance(error, OSError):
        return f"nextrung: {error.filename or ''}: {error.strerror or error}".replace(": :", ":")
    if hasattr(error, "exit_code"):
        return f"nextrung: {error}"
    return (
        f"nextrung: a fault of ours, not yours: {type(error).__name__}: {error}\n"
        "Please report it with the command you ran; `--verbose` shows where it happened."
    )

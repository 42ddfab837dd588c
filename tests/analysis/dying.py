"""What workers are given to do; alone in a file, so that they import nothing else."""

import os
import signal


def double(number):
    return 2 * number


def die_once(number, marker):
    """Do what a worker does that the machine kills: once, at the number 5."""
    if number == 5 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def die_after_writing(posting_ids, path, reader, marker):
    """Die in the worst moment: what was written is there, and nobody knows."""
    from analysis.derive.reader import _read_part

    read = _read_part(posting_ids, path, reader)
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return read

"""What workers are given to do; alone in a file, so that they import nothing else."""

import os
import signal
import time


def double(number):
    return 2 * number


def die_once(number, marker):
    """Do what a worker does that the machine kills: once, at the number 5."""
    if number == 5 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def die_once_done(item, work, marker):
    """Die once in the worst moment: the work is done, and nobody knows."""
    made = work(item)
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return made


def stay(number):
    """Say that the work has begun, and be at it for longer than anyone waits."""
    os.write(1, b"begun\n")
    time.sleep(60)
    return number

"""What a command promises to return, in one table: other programs go by it."""

DONE = 0
DONE_IN_PART = 1
WRONG_USE = 2
NOTHING_TO_WORK_ON = 3
LOCKED = 4
FAULT_OF_OURS = 70
INTERRUPTED = 130

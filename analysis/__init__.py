"""Read, compare, match: the door for notebooks and the command line."""

"""Where the sample market's chance comes from."""

from random import Random


def chance(*about: object) -> Random:
    """Return a source of chance that depends on nothing but what it is `about`.

    >>> chance(7, "acme").random() == chance(7, "acme").random() != chance(8, "acme").random()
    True
    """
    return Random("/".join(map(str, about)))  # noqa: S311 - invented adverts, no secrets

"""What the record of a person shows, with the lines that prove it."""

from analysis.person.record import Guess, Person, RoleHeld, person_of

__all__ = ["Guess", "Person", "RoleHeld", "person_of"]

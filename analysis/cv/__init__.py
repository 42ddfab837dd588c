"""A CV file as lines with their places, and what each line says of its holder's roles, studies and skills."""

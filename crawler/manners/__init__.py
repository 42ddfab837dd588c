"""Manners on the way out: robots.txt, patience when asked to wait, and no way into private networks."""

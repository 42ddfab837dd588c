"""Serves boards on loopback in the shapes of the real sources, with faults on request."""

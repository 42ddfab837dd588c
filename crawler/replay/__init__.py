"""A server that answers on loopback as the job boards do, faults included: for the demo, the tests and benchmarks."""

from crawler.replay.server import Replay, serve

__all__ = ["Replay", "serve"]

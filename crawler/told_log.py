"""What of Twisted's log stands on stderr: its faults, and nothing of certificates."""

import sys

from twisted.logger import LogEvent, LogLevel, eventAsText, globalLogBeginner


def tell_faults() -> None:
    """Tell faults as Twisted does by itself, but for certificates: of one that names no host it shows a traceback."""
    globalLogBeginner.beginLoggingTo([_tell], redirectStandardIO=False)  # type: ignore[list-item] # zope's interface


def _tell(event: LogEvent) -> None:
    if event["log_level"] is LogLevel.critical and event["log_namespace"] != "twisted.internet._sslverify":
        sys.stderr.write(eventAsText(event, includeTimestamp=False, includeSystem=False) + "\n")

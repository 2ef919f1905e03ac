"""Structured logs: one JSON object a line on stderr, with the request's id and never a person's data."""

import json
import logging
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
#: What `extra=` may add; anything else stays out, so that no form or name slips in.
FIELDS = ("method", "route", "status", "ms", "user_id", "city", "job")


class JsonLines(logging.Formatter):
    """JSON escapes line breaks, so no field can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": request_id.get(),
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False, default=str)

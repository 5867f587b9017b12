"""
How the application is served: `gunicorn --config python:config.gunicorn config.wsgi`; what the command line says goes first.

The log of accesses is written with `--access-logfile -`: the network, the address as the URLconf writes it, and how it was answered.
"""

from typing import Any

from gunicorn.glogging import Logger

from config.logs import METHODS, Discreet, network
from sussidiario.ui.headers import ROUTE

bind = "127.0.0.1:8000"
timeout = 60
max_requests = 2000
max_requests_jitter = 200
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
access_log_format = "%(t)s %(h)s %(m)s %(U)s %(s)s %(b)s B %(M)s ms"


class Log(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's own log, without what was asked."""

    def setup(self, cfg: Any) -> None:
        """Write errors discreetly."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Discreet())

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """Leave to the format only what tells of nobody: neither query, headers nor the filled-in address."""
        known: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        method = known["m"] if known["m"] in METHODS else "-"
        return {name: known[name] for name in "tsbM"} | {"h": network(known["h"] or ""), "m": method, "U": environ.get(ROUTE, "-")}


logger_class = Log

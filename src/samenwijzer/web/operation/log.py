"""One log line a request: which screen, how it was answered and how long that took; never who, and never the address.

An address can hold the id of a learner or the code of a card; the name of the screen says enough.
"""

import logging
import time
from collections.abc import Callable
from secrets import token_hex

from django.http import HttpRequest, HttpResponse

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

_logger = logging.getLogger(__name__)


def request_log_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Log each request; the answer bears the same ``X-Request-Id``, by which a complaint and its lines are matched."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began, name = time.perf_counter(), token_hex(8)
        response = get_response(request)
        match = request.resolver_match
        facts = {
            "request": name,
            "screen": match.view_name if match else "",
            "method": request.method if request.method in METHODS else "other",
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        response.headers["X-Request-Id"] = name
        if match or response.status_code >= 400:  # a file of the product itself says nothing
            _logger.info("request", extra={"facts": facts})
        return response

    return middleware

"""What a load balancer and a monitor ask: is it well, and how much is going on. Nothing here is about anybody."""

import hmac
import shutil
from collections.abc import Iterator
from importlib.metadata import version

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.backups import last_id, made_at
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.foundation.tasks.queries import worker_seen_at
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.network.access.models import View

#: With less than this on the disk nothing can be saved much longer.
NO_SPACE = 200 * 1024**2
Figure = tuple[str, str, str, float]


@never_cache
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when requests can be served, 503 with what is wrong when not."""
    wrong = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        wrong.append("database")
    if shutil.disk_usage(settings.HOME).free < NO_SPACE:
        wrong.append("disk")
    return JsonResponse({"status": "trouble" if wrong else "ok", "wrong": wrong}, status=503 if wrong else 200)


@never_cache
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer figures for Prometheus to who bears the token of the settings; without one this does not exist."""
    asked = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(asked.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    lines = []
    told = set()
    for name, what, labels, value in _figures():
        if name not in told:
            told.add(name)
            kind = "counter" if name.endswith("_total") else "gauge"
            lines += [f"# HELP {name} {what}", f"# TYPE {name} {kind}"]
        lines.append(f"{name}{labels} {value:g}" if value < 1e6 else f"{name}{labels} {value:.0f}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _figures() -> Iterator[Figure]:
    """Yield name, meaning, labels and value of each figure; each costs one look that does not grow with the rows."""
    now = timezone.now()
    labels = f'{{version="{version("samenwijzer")}",database="{connection.vendor}"}}'
    yield "samenwijzer_info", "What runs here.", labels, 1
    for model, name, what in (
        (Evidence, "samenwijzer_evidence_total", "Pieces of evidence ever recorded."),
        (AuditEvent, "samenwijzer_verbs_total", "Verbs ever carried out."),
        (View, "samenwijzer_views_total", "Views of somebody's data ever written down."),
    ):
        yield name, what, "", last_id(model) or 0
    sessions = Session.objects.filter(expire_date__gt=now).count()
    yield "samenwijzer_sessions", "Sessions that are open.", "", sessions
    counts = dict(Task.objects.order_by().values_list("state").annotate(Count("pk")))
    for state in Task.State:
        yield "samenwijzer_tasks", "Long work, by how it stands.", f'{{state="{state}"}}', counts.get(state, 0)
    waiting = Task.objects.filter(state=Task.State.WAITING, due_at__lt=now).order_by("due_at").first()
    late = (now - waiting.due_at).total_seconds() if waiting else 0
    yield "samenwijzer_task_late_seconds", "How long the oldest due work waits.", "", late
    for moment, name, what in (
        (worker_seen_at(), "samenwijzer_worker_silent_seconds", "Since the last sign of life of the worker."),
        (made_at(), "samenwijzer_backup_age_seconds", "Since the last samenwijzer backup."),
    ):
        if moment is not None:
            yield name, what, "", (now - moment).total_seconds()
    free = shutil.disk_usage(settings.HOME).free
    yield "samenwijzer_disk_free_bytes", "Room left in the home folder.", "", free

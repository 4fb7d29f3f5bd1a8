"""Whether somebody carries out the long work."""

from datetime import datetime

from django.db.models import Max

from samenwijzer.foundation.tasks.models import Heartbeat, Task


def worker_seen_at() -> datetime | None:
    """Return the last sign of life of the worker, between tasks or inside one; ``None`` when there never was one."""
    beaten = Heartbeat.objects.aggregate(at=Max("at"))["at"]
    working = Task.objects.aggregate(at=Max("seen_alive_at"))["at"]
    return max(filter(None, (beaten, working)), default=None)

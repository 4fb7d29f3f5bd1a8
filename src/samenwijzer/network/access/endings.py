"""Forgetting what ended by itself: sessions, where they were open, and tries at signing in."""

import hmac
from hashlib import sha256

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.network.access.models import TryCount


def digest_of_try(key: str, prefix: str, version: int) -> str:
    """Return the key under which something is counted (Django's ``KEY_FUNCTION``): it tells no name and no address."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{prefix}:{version}:{key}".encode(), sha256).hexdigest()


@transaction.atomic
def forget_ended(*, progress: Progress) -> None:
    """Remove the sessions that are over, what was kept of where they were open, and the counts that no longer hold."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    TryCount.objects.filter(expires__lt=now).delete()
    progress(1, 1)

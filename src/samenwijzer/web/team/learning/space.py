"""A day of open space: its topics, and the page of one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.practice.agenda.plc import space
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "team/learning/templates"


@require_http_methods(["GET", "POST"])
@screen
def topics(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Show the topics of a day, and propose one."""
    viewer = request.viewer
    if request.method == "POST":
        made = space.propose(meeting=meeting, title=request.POST.get("title", ""), by=viewer)
        return redirect("open_space_topic", topic=made.pk)
    found, proposed = space.topics_of(viewer=viewer, meeting=meeting)
    return render(request, f"{TEMPLATES}/open_space.html", {"meeting": found, "topics": proposed})


@require_http_methods(["GET", "POST"])
@screen
def topic(request: ViewerRequest, topic: int) -> HttpResponse:
    """Show a topic with notes and contacts; note, stay in touch, or say what follows."""
    viewer, sent = request.viewer, request.POST
    if request.method == "POST":
        if "touch" in sent:
            space.stay_in_touch(topic=topic, stays=sent["touch"] == "1", by=viewer)
        elif "follow" in sent:
            space.follow(topic=topic, words=sent["follow"], by=viewer)
            say(request, _("Kept, for everybody who stays in touch."))
        else:
            space.note(topic=topic, text=sent.get("text", ""), by=viewer)
        return redirect("open_space_topic", topic=topic)
    return render(request, f"{TEMPLATES}/topic.html", {"page": space.topic_page(viewer=viewer, topic=topic)})

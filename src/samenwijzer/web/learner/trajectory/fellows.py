"""What fellow learners saw: it counts only when the learner or a teacher says that it is so."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.peers import confirm_peer, fellows, record_peer, waiting_about
from samenwijzer.learning.lessons.trajectories.queries import running_for
from samenwijzer.web.learner.trajectory.forms import FellowForm, read
from samenwijzer.web.learner.trajectory.looking import look
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "POST"])
@screen
def fellow_words(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show what waits about a learner; keep what it saw of somebody else."""
    own = learner == request.viewer.person_id
    if request.method == "POST":
        if not own:
            raise NotVisible(_("There is nothing here for you."))
        given = read(FellowForm(request.POST))
        given["learner"], given["uid"] = given.pop("fellow"), given.pop("capture")
        record_peer(**given, by=request.viewer)
        say(request, _("Passed on. It counts when your fellow learner or the teacher says that it is so."))
        return redirect("fellows", learner=learner)
    person = look(request.viewer, learner, "fellows")
    running = running_for(viewer=request.viewer, learner=learner)
    steps = {step.key: step.name for step in scales().mastery}
    context = {
        "learner": person,
        "own": own,
        "waiting": [
            (one, steps.get(one.step or 0, "")) for one in waiting_about(viewer=request.viewer, learner=learner)
        ],
        "fellows": fellows(viewer=request.viewer) if own else [],
        "goals": list({goal.pk: goal for one in running for goal in one.goals}.values()),
        "steps": scales().mastery,
        "capture": uuid4(),
    }
    return render(request, "learner/trajectory/templates/fellows.html", context)


@require_POST
@screen
def confirm(request: ViewerRequest, learner: int, uid: UUID) -> HttpResponse:
    """Say that what a fellow learner saw is so."""
    confirm_peer(uid=uid, by=request.viewer)
    say(request, _("From now on it counts."))
    return redirect("fellows", learner=learner)

"""*Klopt niet volgens mij*: a learner says that what stands of a goal is not right."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.lessons.compass import compass as compass_of
from samenwijzer.learning.progress.disagreements import disagree
from samenwijzer.web.learner.forms import NotRightForm
from samenwijzer.web.learner.reading import again, show
from samenwijzer.web.shell import ViewerRequest, screen


@require_POST
@screen
def say_not_right(request: ViewerRequest, unit: int) -> HttpResponse:
    """Let the adults around a learner know that it thinks the picture of a goal on its route is not right."""
    found = compass_of(viewer=request.viewer, unit=unit)
    form = NotRightForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose a step on your route."))
    goal = found.stop(form.cleaned_data["goal"]).goal
    disagree(goal=goal, note=form.cleaned_data["note"], by=request.viewer)
    sentence = _("Good that you say so. Your teacher looks at it with you.")
    if not request.headers.get("HX-Request"):
        return again(request, unit, sentence)
    return show(request, compass_of(viewer=request.viewer, unit=unit), sentence=sentence)

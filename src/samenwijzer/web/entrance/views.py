"""The front door: landing, signing in and out, the language of the interface, and pages for what went wrong."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.views import LoginView, LogoutView
from django.forms import TextInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from samenwijzer.network.access import actions
from samenwijzer.network.access.models import Account
from samenwijzer.web.entrance.queries import people_to_step_in_as
from samenwijzer.web.shell import navigation


def _remember_language(response: HttpResponse, language: str) -> None:
    """Let this browser speak the language of the account from now on."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax")


class SignInForm(AuthenticationForm):
    """Name and password; nothing takes the focus by itself, because on a phone that hides half the page."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("This name and this password do not go together. Try again."),
    }
    username = UsernameField(label=_("User name"), widget=TextInput(attrs={"autofocus": False}))


def _landing(request: HttpRequest, form: AuthenticationForm) -> HttpResponse:
    places = people_to_step_in_as() if settings.DEMO else []
    return render(request, "entrance/templates/landing.html", {"form": form, "places": places, "demo": settings.DEMO})


def home(request: HttpRequest) -> HttpResponse:
    """Bring a signed-in person to the first of their screens, and welcome everybody else."""
    if not request.user.is_authenticated:
        return _landing(request, SignInForm(request))
    destinations = navigation(request.viewer)  # type: ignore[attr-defined]
    if destinations:
        return redirect(destinations[0].address)
    return render(request, "entrance/templates/nothing_yet.html")


class SignIn(LoginView):
    """Sign in with a name and a password."""

    form_class = SignInForm
    template_name = "entrance/templates/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in and speak the language of the account."""
        response = super().form_valid(form)
        _remember_language(response, form.get_user().language)
        return response


class SignOut(LogoutView):
    """Sign out; by POST only, so that no link can do it."""


@require_POST
def step_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the chosen fictional person of the demo."""
    chosen = request.POST.get("account", "")
    account = get_object_or_404(Account, pk=int(chosen) if chosen.isdecimal() else 0, is_active=True)
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    response = redirect("home")
    _remember_language(response, account.language)
    return response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the interface, for this browser and for the account of who is signed in."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(language):
        actions.choose_language(account=request.user, language=language)
    return set_language(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, in the same words whether it does not exist or may not be seen."""
    return render(request, "entrance/templates/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not for this person."""
    return render(request, "entrance/templates/forbidden.html", status=403)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open too long: its safety token no longer holds."""
    return render(request, "entrance/templates/stale.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; drawn without the database, which may be what is broken."""
    return render(None, "entrance/templates/broken.html", status=500)

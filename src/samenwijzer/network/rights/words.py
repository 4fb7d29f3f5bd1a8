"""What tables, fields, purposes, grounds and terms are called by the person they are about."""

from django.utils.translation import gettext as _

from samenwijzer.foundation.personal_data import Ground, Keep, Purpose


def table_title(label: str) -> str:
    """Say what a table holds; one without words of its own is called by its label."""
    return {
        "foundation_audit.AuditEvent": _("What you did in the product"),
        "foundation_identifiers.ExternalIdentifier": _("Your number in other systems"),
        "learning_evidence.Evidence": _("What was seen of you"),
        "learning_evidence.EvidenceGoal": _("Which goals that was about"),
        "learning_evidence.Attachment": _("Photos and recordings"),
        "learning_groups.Grouping": _("Groups you made"),
        "learning_groups.Seat": _("Groups you were in"),
        "learning_groups.Tie": _("Who you work with"),
        "learning_progress.Estimate": _("Where you stand on goals"),
        "learning_progress.FollowUp": _("What adults chose to do for you"),
        "mfa.Authenticator": _("Apps and passkeys you sign in with"),
        "network_access.Account": _("How you sign in"),
        "network_access.Involvement": _("Who works along from outside the school"),
        "network_access.SignInCard": _("Your sign-in card"),
        "network_access.SupportSession": _("When you looked along for the support desk"),
        "network_access.View": _("Who saw your data"),
        "network_notices.Notice": _("Messages for you"),
        "network_organisation.Membership": _("Classes, teams and schools you were in"),
        "network_people.Guardianship": _("Who acts for you"),
        "network_people.Person": _("Your name"),
        "network_rights.Consent": _("What you allowed"),
        "network_rights.Request": _("What you asked about your data"),
        "socialaccount.SocialAccount": _("Providers that sign you in"),
        "usersessions.UserSession": _("Where you are signed in"),
        "practice_goals.OwnGoal": _("Your own goals"),
    }.get(label, label)


def field_title(name: str) -> str:
    """Say what a field holds; one without words of its own is called by its name."""
    return {
        "actor_id": _("who"),
        "added_at": _("added"),
        "added_by": _("added by"),
        "answer": _("answer"),
        "answered_at": _("answered"),
        "answered_by": _("answered by"),
        "asked_at": _("asked"),
        "asked_by": _("asked by"),
        "at": _("when"),
        "by": _("by"),
        "choice": _("choice"),
        "created_at": _("made"),
        "due_on": _("answer due"),
        "email": _("e-mail"),
        "ends": _("until"),
        "evidence": _("what was seen"),
        "family_name": _("family name"),
        "function": _("role"),
        "given_at": _("allowed"),
        "given_by": _("allowed by"),
        "given_name": _("given name"),
        "goal": _("goal"),
        "group": _("group"),
        "guardian": _("guardian"),
        "kind": _("kind"),
        "language": _("language"),
        "last_login": _("last signed in"),
        "note": _("note"),
        "object_kind": _("about"),
        "outcome": _("result"),
        "page": _("page"),
        "person": _("person"),
        "purpose": _("what for"),
        "recorded_at": _("written down"),
        "role": _("role"),
        "seen_at": _("seen"),
        "seen_by": _("seen by"),
        "starts": _("from"),
        "step": _("step"),
        "text": _("text"),
        "unit": _("place"),
        "username": _("user name"),
        "verb": _("what"),
        "viewer": _("who looked"),
        "withdrawn_at": _("withdrawn"),
        "withdrawn_by": _("withdrawn by"),
    }.get(name, name.replace("_", " "))


def purpose_title(purpose: Purpose) -> str:
    """Say what data is held for, after *to*."""
    return {
        Purpose.LEARNING: _("follow and support learning"),
        Purpose.ORGANISATION: _("organise school life"),
        Purpose.ACCESS: _("let the right people in"),
        Purpose.SECURITY: _("show who did or saw what"),
        Purpose.EXCHANGE: _("recognise the same thing in another system"),
    }[purpose]


def ground_title(ground: Ground) -> str:
    """Say on which legal ground."""
    return {
        Ground.PUBLIC_TASK: _("task of the school (GDPR 6.1.e)"),
        Ground.LEGAL_OBLIGATION: _("legal obligation (GDPR 6.1.c)"),
        Ground.CONSENT: _("consent (GDPR 6.1.a)"),
    }[ground]


def keep_title(keep: Keep) -> str:
    """Say how long."""
    return {
        Keep.DAY: _("the day itself"),
        Keep.FOUR_WEEKS: _("four weeks at most"),
        Keep.ENROLMENT_AND_FIVE: _("until five school years after leaving"),
        Keep.ENROLMENT_AND_ONE: _("until one school year after leaving"),
        Keep.SCHOOL_YEAR_AND_ONE: _("this school year and the next"),
        Keep.FIVE_YEARS: _("five years"),
        Keep.ACCOUNT: _("as long as the account, at most one school year after leaving"),
    }[keep]

"""Users become persons, with an account to sign in."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster.content import Roster, User
from samenwijzer.exchange.oneroster.standing import PERSON, Standing
from samenwijzer.exchange.plans import Changes
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.network.access.actions import change_accounts, open_accounts
from samenwijzer.network.access.models import Account
from samenwijzer.network.people.actions import change_people, create_people
from samenwijzer.network.people.models import Person


@dataclass
class PeoplePlan:
    """Which persons and accounts come and change; a roster never removes a person."""

    people: Changes[User, Person] = field(default_factory=Changes)
    accounts: Changes[User, Account] = field(default_factory=Changes)


def plan_people(roster: Roster, standing: Standing, problems: Problems) -> PeoplePlan:
    """Compare the users of ``roster`` with the persons and accounts that stand."""
    plan = PeoplePlan()
    for user in roster.users:
        if not user.is_gone:
            person = standing.people.get(standing.person_ids.get(user.id, 0))
            _compare_person(user, person, plan.people)
            _compare_account(user, standing.accounts.get(person.pk) if person else None, plan.accounts)
    _tell_taken_usernames(plan, problems, roster)
    return plan


def _compare_person(user: User, person: Person | None, changes: Changes[User, Person]) -> None:
    if person is None:
        changes.new.append(user)
    elif (person.given_name, person.family_name, person.email) == (user.given_name, user.family_name, user.email):
        changes.untouched += 1
    else:
        person.given_name, person.family_name, person.email = user.given_name, user.family_name, user.email
        changes.changed.append(person)


def _compare_account(user: User, account: Account | None, changes: Changes[User, Account]) -> None:
    if account is None:
        if user.is_enabled:
            changes.new.append(user)
    elif (account.username, account.is_active) == (user.username, user.is_enabled):
        changes.untouched += 1
    else:
        account.username, account.is_active = user.username, user.is_enabled
        changes.changed.append(account)


def _tell_taken_usernames(plan: PeoplePlan, problems: Problems, roster: Roster) -> None:
    """Tell of usernames that an account outside this plan holds; two that trade names within it are refused too."""
    own = {account.username: account.pk for account in plan.accounts.changed}
    wanted = [*(user.username for user in plan.accounts.new), *own]
    taken = Account.objects.in_bulk(wanted, field_name="username")
    lines = {user.username: user.line for user in roster.users}
    for username, account in taken.items():
        if own.get(username) != account.pk:
            problems.add(
                Problem(
                    "users.csv",
                    _("The username “%(name)s” belongs to somebody else here.") % {"name": username},
                    _("Give another one, or bring the file in under the same unit as last time."),
                    lines.get(username),
                    "username",
                )
            )


def store_people(plan: PeoplePlan, standing: Standing, *, by: int | None) -> dict[str, int]:
    """Carry out ``plan`` and return the id of every person by sourcedId."""
    ids = standing.person_ids | _create(plan, standing, by=by)
    if plan.people.changed:
        change_people(people=plan.people.changed, by=by)
    if plan.accounts.changed:
        change_accounts(accounts=plan.accounts.changed, by=by)
    if plan.accounts.new:
        people = Person.objects.in_bulk([ids[user.id] for user in plan.accounts.new])
        open_accounts(
            people=[people[ids[user.id]] for user in plan.accounts.new],
            usernames=[user.username for user in plan.accounts.new],
            by=by,
        )
    return ids


def _create(plan: PeoplePlan, standing: Standing, *, by: int | None) -> dict[str, int]:
    if not plan.people.new:
        return {}
    rows = [
        Person(given_name=user.given_name, family_name=user.family_name, email=user.email) for user in plan.people.new
    ]
    created = create_people(people=rows, by=by)
    ids = {user.id: person.pk for user, person in zip(plan.people.new, created, strict=True)}
    remember(system=standing.system, kind=PERSON, ids=ids)
    return ids

"""Bringing in rosters: what comes, changes and ends, and that a second time nothing does."""

from datetime import date, timedelta

import pytest
from django.db.models import Count

from samenwijzer.exchange.oneroster.plan import carry_out, plan
from samenwijzer.exchange.oneroster.reading import read
from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.actions import add_member, create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Guardianship, Person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def bring_in(export, *, under=None, on=TODAY, since=None):
    done = plan(read(export.write()), under=under, on=on, since=since)
    preview = done.preview
    carry_out(done, by=None)
    return preview


def test_a_roster_becomes_units_people_accounts_memberships_and_guardians(export):
    preview = bring_in(export)
    assert [count.new for count in preview.counts] == [3, 2, 5, 5, 3, 1, 1]
    klas = Unit.objects.get(name="3A")
    assert [unit.name for unit in Unit.objects.filter(pk__in=klas.ancestor_ids).order_by("path")] == [
        "Scholengroep Noord",
        "BS De Vlier",
        "3A",
    ]
    assert (klas.kind, klas.parent.kind, klas.parent.parent.kind) == ("class", "school", "school_group")
    learners = klas.memberships.filter(role=LEARNER)
    assert {str(row.person) for row in learners} == {"Şéima Yıldız", "Wout De Smet"}
    assert {(row.starts, row.ends) for row in learners} == {(date(2026, 9, 1), date(2027, 8, 31))}
    assert klas.memberships.get(role="teacher").person.account.username == "u1"
    assert str(Guardianship.objects.get().guardian) == "Elif Yıldız"
    assert not Account.objects.get(username="u1").has_usable_password()


def test_a_second_time_nothing_changes_and_nothing_is_recorded(export):
    bring_in(export)
    before = list(AuditEvent.objects.values_list("pk", flat=True))
    preview = bring_in(export, on=TODAY + timedelta(days=30))
    assert preview.is_empty
    assert [count.untouched for count in preview.counts] == [3, 2, 5, 5, 3, 1, 1]
    assert list(AuditEvent.objects.values_list("pk", flat=True)) == before


def test_the_preview_changes_nothing(export):
    roster = read(export.write())
    assert not plan(roster, under=None, on=TODAY).preview.is_empty
    assert not Unit.objects.exists() and not Person.objects.exists()


def test_names_addresses_and_usernames_follow_the_roster(export):
    bring_in(export)
    export.row("users", 3).update(givenName="Seyma", email="seyma@school.be", username="seyma.y")
    export.row("users", 4)["enabledUser"] = "false"
    export.row("classes", 2)["title"] = "3 Arend"
    preview = bring_in(export)
    assert [count.changed for count in preview.counts] == [0, 1, 1, 2, 0, 0, 0]
    assert Account.objects.get(username="seyma.y").person.email == "seyma@school.be"
    assert not Account.objects.get(username="u3").is_active
    assert Unit.objects.filter(name="3 Arend").exists()


def test_who_is_no_longer_in_a_full_export_leaves_the_class_and_stays_a_person(export):
    bring_in(export)
    export.files["enrollments"] = [row for row in export.files["enrollments"] if row["sourcedId"] != "e3"]
    preview = bring_in(export)
    assert [count.ended for count in preview.counts] == [0, 0, 0, 0, 1, 0, 0]
    wout = Person.objects.get(given_name="Wout")
    assert not wout.memberships.filter(active(TODAY)).exists()
    assert bring_in(export).is_empty


def test_who_comes_back_is_in_the_class_again(export):
    bring_in(export)
    row = export.files["enrollments"].pop()
    bring_in(export)
    export.files["enrollments"].append(row)
    bring_in(export)
    assert Person.objects.get(given_name="Lê").memberships.filter(active(TODAY)).count() == 1


def test_a_move_to_another_class_ends_one_membership_and_begins_another(export):
    bring_in(export)
    export.row("enrollments", 5)["classSourcedId"] = "c1"
    preview = bring_in(export, on=TODAY)
    assert [(count.new, count.ended) for count in preview.counts][4] == (1, 1)
    le = Person.objects.get(given_name="Lê")
    assert [row.unit.name for row in le.memberships.filter(active(TODAY))] == ["3A"]
    assert bring_in(export).is_empty


def test_a_class_is_handed_over_to_another_teacher_today_and_stays_so(export):
    bring_in(export)
    export.files["users"].append({**export.row("users", 2), "sourcedId": "u6", "username": "u6", "givenName": "Bram"})
    export.row("enrollments", 2)["userSourcedId"] = "u6"
    preview = bring_in(export)
    assert [(count.new, count.ended) for count in preview.counts][5] == (1, 1)
    rows = Membership.objects.filter(role="teacher").order_by("starts")
    assert [(row.person.given_name, row.starts, row.ends) for row in rows] == [
        ("Anaïs", date(2026, 9, 1), TODAY - timedelta(days=1)),
        ("Bram", TODAY, date(2027, 8, 31)),
    ]
    assert bring_in(export, on=TODAY + timedelta(days=9)).is_empty


def test_a_class_that_is_gone_ends(export):
    bring_in(export)
    export.files["classes"].pop()
    export.files["enrollments"].pop()
    assert [count.ended for count in bring_in(export).counts] == [0, 1, 0, 0, 1, 0, 0]
    assert Unit.objects.get(name="4B").ends == TODAY - timedelta(days=1)


def test_an_export_of_changes_touches_only_what_it_names(export):
    bring_in(export)
    for name in ("orgs", "academicSessions", "courses", "classes"):
        export.property(f"file.{name}", "absent")
        export.left_out.add(name)
    for name in ("users", "enrollments"):
        export.property(f"file.{name}", "delta")
    export.files["users"] = []
    export.files["enrollments"] = [{**export.row("enrollments", 4), "status": "tobedeleted"}]
    preview = bring_in(export)
    assert [count.ended for count in preview.counts] == [0, 0, 0, 0, 1, 0, 0]
    assert Membership.objects.filter(active(TODAY)).count() == 3


def test_who_is_gone_in_an_export_of_changes_has_no_guardian_any_more(export):
    bring_in(export)
    for name in ("orgs", "academicSessions", "courses", "classes", "enrollments"):
        export.property(f"file.{name}", "absent")
        export.left_out.add(name)
    export.property("file.users", "delta")
    export.files["users"] = [{**export.row("users", 3), "status": "tobedeleted"}]
    preview = bring_in(export)
    assert [count.ended for count in preview.counts] == [0, 0, 0, 0, 1, 0, 1]
    assert Person.objects.filter(given_name="Şéima").exists()
    assert Guardianship.objects.get().ends == TODAY


def test_an_export_of_changes_may_refer_to_what_stands_but_not_to_nothing(export):
    for name in ("orgs", "academicSessions", "courses", "classes", "users"):
        export.property(f"file.{name}", "absent")
        export.left_out.add(name)
    export.property("file.enrollments", "delta")
    with pytest.raises(FileRefused) as caught:
        bring_in(export)
    assert {problem.field for problem in caught.value.problems} == {
        "classSourcedId",
        "schoolSourcedId",
        "userSourcedId",
    }


def test_a_new_name_for_the_same_enrolment_is_the_same_membership(export):
    bring_in(export)
    export.row("enrollments", 5)["sourcedId"] = "other"
    bring_in(export)
    assert Person.objects.get(given_name="Lê").memberships.count() == 1
    assert bring_in(export).is_empty


def test_a_membership_made_by_hand_is_recognised(export):
    bring_in(export)
    elif_ = Person.objects.get(given_name="Elif")
    add_member(person=elif_, unit=Unit.objects.get(name="4B"), role="teacher", starts=date(2026, 9, 15), by=None)
    export.files["enrollments"].append(
        {**export.row("enrollments", 2), "sourcedId": "e9", "classSourcedId": "c2", "userSourcedId": "u5"}
    )
    bring_in(export)
    (row,) = elif_.memberships.all()
    assert (row.starts, row.ends) == (date(2026, 9, 1), date(2027, 8, 31))


def test_dates_of_the_enrolment_go_before_those_of_the_term(export):
    export.row("enrollments", 3).update(beginDate="2026-10-01", endDate="2026-12-25")
    bring_in(export)
    row = Membership.objects.get(person__given_name="Şéima")
    assert (row.starts, row.ends) == (date(2026, 10, 1), date(2026, 12, 24))


def test_a_past_term_is_told_and_a_first_day_sets_it_aside(export):
    export.row("academicSessions", 2).update(startDate="2020-09-01", endDate="2021-09-01")
    past = plan(read(export.write()), under=None, on=TODAY).preview
    assert any("4" in remark for remark in past.remarks)
    bring_in(export, since=date(2026, 9, 1))
    assert Membership.objects.filter(active(TODAY)).count() == 4
    assert bring_in(export, since=date(2026, 9, 1)).is_empty


def test_a_roster_lands_under_a_school_group_that_stands(export):
    group = create_unit(kind="school_group", name="Onze groep", parent=None, by=None)
    preview = bring_in(export, under=group)
    assert preview.counts[0].new == 2
    assert {unit.parent for unit in Unit.objects.filter(kind="school")} == {group}
    assert bring_in(export, under=group).is_empty


def test_a_roster_of_one_school_lands_in_that_school(export):
    school = create_unit(kind="school", name="De Vlier", parent=None, by=None)
    export.files["orgs"] = export.files["orgs"][1:2]
    export.files["orgs"][0]["parentSourcedId"] = ""
    export.files["classes"].pop()
    export.files["enrollments"].pop()
    export.files["users"].pop(3)
    preview = bring_in(export, under=school)
    assert preview.counts[0].new == 0
    assert Unit.objects.get(name="3A").parent == school
    assert bring_in(export, under=school).is_empty


def test_two_schools_do_not_land_in_one(export):
    school = create_unit(kind="school", name="De Vlier", parent=None, by=None)
    with pytest.raises(FileRefused) as caught:
        bring_in(export, under=school)
    assert caught.value.problems[0].line == 4


@pytest.mark.parametrize(
    ("file", "line", "values", "field"),
    [
        ("orgs", 2, {"parentSourcedId": "s1"}, "parentSourcedId"),
        ("orgs", 2, {"type": "national"}, "parentSourcedId"),
        ("enrollments", 3, {"beginDate": "2027-10-01"}, "beginDate"),
        ("enrollments", 4, {"userSourcedId": "u2"}, "userSourcedId"),
    ],
)
def test_what_cannot_be_placed_is_told(export, file, line, values, field):
    export.row(file, line).update(values)
    with pytest.raises(FileRefused) as caught:
        bring_in(export)
    assert field in {problem.field for problem in caught.value.problems}
    assert {problem.file for problem in caught.value.problems} == {f"{file}.csv"}


def test_a_class_does_not_move_to_another_school(export):
    bring_in(export)
    export.row("classes", 2)["schoolSourcedId"] = "s2"
    with pytest.raises(FileRefused) as caught:
        bring_in(export)
    assert [(problem.line, problem.field) for problem in caught.value.problems] == [(2, "schoolSourcedId")]


def test_a_roster_does_not_land_in_a_class(export):
    klas = create_unit(kind="class", name="3A", parent=None, by=None)
    with pytest.raises(Refused):
        bring_in(export, under=klas)


def test_adult_education_gets_courses_instead_of_classes(export):
    centre = create_unit(kind="adult_education_centre", name="CVO", parent=None, by=None)
    export.files["orgs"] = [{**export.row("orgs", 3), "parentSourcedId": ""}]
    for row in (*export.files["classes"], *export.files["enrollments"]):
        row["schoolSourcedId"] = "s1"
    for row in export.files["users"]:
        row["orgSourcedIds"] = "s1"
    bring_in(export, under=centre)
    assert set(centre.children.values_list("kind", flat=True)) == {"course"}


def test_modules_of_adult_education_begin_and_end_with_their_own_term(export):
    """Five modules a year: each is a course with its own days, also where two carry the same title."""
    centre = create_unit(kind="adult_education_centre", name="CVO", parent=None, by=None)
    export.files["orgs"] = [{**export.row("orgs", 3), "parentSourcedId": ""}]
    days = [("2026-09-01", "2026-11-01"), ("2026-11-01", "2027-01-15"), ("2027-01-15", "2027-07-01")]
    term, klas, user = export.row("academicSessions", 2), export.row("classes", 2), export.row("users", 3)
    export.files["academicSessions"] = [
        {**term, "sourcedId": f"t{n}", "type": "term", "startDate": first, "endDate": beyond}
        for n, (first, beyond) in enumerate(days)
    ]
    export.files["classes"] = [
        {**klas, "sourcedId": f"c{n}", "title": "Nederlands 1", "classCode": f"M{n + 1}", "termSourcedIds": f"t{n}"}
        for n in range(3)
    ]
    export.files["users"] = [{**user, "agentSourcedIds": ""}]
    export.files["enrollments"] = [
        {**export.row("enrollments", 3), "sourcedId": f"e{n}", "classSourcedId": f"c{n}"} for n in range(3)
    ]
    bring_in(export, under=centre)
    rows = Membership.objects.filter(role=LEARNER).order_by("starts")
    assert [(row.unit.name, str(row.starts), str(row.ends)) for row in rows] == [
        ("Nederlands 1 (M1)", "2026-09-01", "2026-10-31"),
        ("Nederlands 1 (M2)", "2026-11-01", "2027-01-14"),
        ("Nederlands 1 (M3)", "2027-01-15", "2027-06-30"),
    ]
    assert [row.unit.name for row in rows.filter(active(TODAY))] == ["Nederlands 1 (M2)"]
    assert bring_in(export, under=centre).is_empty


@pytest.mark.demand("D-137", partly=True)
def test_a_class_of_the_school_group_is_a_course_that_its_schools_share(export):
    export.files["classes"].append(
        {**export.row("classes", 2), "sourcedId": "c3", "title": "Chinees", "schoolSourcedId": "d1"}
    )
    export.files["enrollments"] += [
        {**export.row("enrollments", line), "sourcedId": f"shared{line}", "classSourcedId": "c3"} for line in (3, 5)
    ]
    bring_in(export)
    course = Unit.objects.get(name="Chinees")
    assert (course.kind, course.parent.name) == ("course", "Scholengroep Noord")
    assert {row.person.given_name for row in course.memberships.all()} == {"Şéima", "Lê"}
    assert bring_in(export).is_empty
    export.row("orgs", 2)["type"] = "national"
    with pytest.raises(FileRefused) as caught:
        read(export.write()) and bring_in(export)
    assert ("classes.csv", 4, "schoolSourcedId") in [
        (problem.file, problem.line, problem.field) for problem in caught.value.problems
    ]


def test_two_sources_with_the_same_identifiers_stay_apart(export):
    first = create_unit(kind="school_group", name="Eerste", parent=None, by=None)
    second = create_unit(kind="school_group", name="Tweede", parent=None, by=None)
    bring_in(export, under=first)
    for row in export.files["users"]:
        row["username"] += "-2"
    bring_in(export, under=second)
    assert Person.objects.count() == 10


def test_a_username_of_somebody_else_is_refused_and_nothing_changes(export):
    (person,) = create_people(people=[Person(given_name="Ander", family_name="Mens")], by=None)
    Account.objects.create(person=person, username="u3")
    with pytest.raises(FileRefused) as caught:
        bring_in(export)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.field) == ("users.csv", 4, "username")
    assert Person.objects.count() == 1


@pytest.mark.demand("D-465")
def test_columns_without_purpose_are_named_with_a_reason_and_stored_nowhere(export):
    export.row("users", 3).update({"leerstijl": "visueel", "password": "geheim123", "phone": "0470"})
    export.files["demographics"] = [{"sourcedId": "u2", "birthDate": "2018-01-01", "asian": "true"}]
    export.property("file.demographics", "bulk")
    preview = bring_in(export)
    assert {(each.file, each.column) for each in preview.unused} == {
        ("users.csv", "leerstijl"),
        ("users.csv", "password"),
        ("users.csv", "phone"),
        ("demographics.csv", "birthDate"),
        ("demographics.csv", "asian"),
    }
    reasons = {each.column: each.why for each in preview.unused}
    assert len(set(reasons.values())) == 5
    stored = str([list(model.objects.values()) for model in (Person, Account, Membership, Unit)])
    assert "visueel" not in stored and "geheim123" not in stored and "0470" not in stored and "2018" not in stored


def test_functions_that_reach_further_are_not_given_by_a_file(export):
    export.row("enrollments", 2)["role"] = "administrator"
    preview = bring_in(export)
    assert preview.counts[5].new == 0
    assert any("administrator" in remark for remark in preview.remarks)


def test_classes_of_the_same_name_carry_their_code(export):
    export.files["classes"].append({**export.row("classes", 2), "sourcedId": "c3", "classCode": "X2"})
    bring_in(export)
    assert set(Unit.objects.filter(kind="class").values_list("name", flat=True)) == {"3A (3A)", "3A (X2)", "4B"}


def test_headers_in_any_case_and_a_byte_order_mark_are_read(export):
    export.raw["users"] = ("\ufeff" + export.text("users").replace("givenName", "GIVENNAME")).encode()
    bring_in(export)
    assert Person.objects.filter(given_name="Şéima").exists()


def test_the_number_of_queries_does_not_grow_with_the_roster(export, django_assert_max_num_queries):
    for number in range(200):
        export.files["users"].append({**export.row("users", 4), "sourcedId": f"x{number}", "username": f"x{number}"})
        export.files["enrollments"].append(
            {**export.row("enrollments", 4), "sourcedId": f"y{number}", "userSourcedId": f"x{number}"}
        )
    roster = read(export.write())
    with django_assert_max_num_queries(60):
        carry_out(plan(roster, under=None, on=TODAY), by=None)
    assert Unit.objects.annotate(size=Count("memberships")).get(name="3A").size == 203

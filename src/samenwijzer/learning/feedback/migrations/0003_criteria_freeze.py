"""From the moment criteria are frozen, the database itself refuses to change or add any, or to thaw the moment.

Removing is left to the foreign keys: an emptied demo has to be able to go.
"""

from django.db import migrations

CRITERION, MOMENT = "learning_feedback_momentcriterion", "learning_feedback_moment"
SAYS = "the criteria of this moment are frozen"
FROZEN = f"EXISTS (SELECT 1 FROM {MOMENT} m WHERE m.frozen_at IS NOT NULL AND m.id = "
THAWS = "OLD.frozen_at IS NOT NULL AND (NEW.frozen_at IS NULL OR NEW.rubric <> OLD.rubric OR NEW.version <> OLD.version)"

#: Name of the trigger, when it looks, at which table, and on which condition it refuses.
RULES = (
    ("frozen_criteria_insert", "INSERT", CRITERION, f"{FROZEN} NEW.moment_id)"),
    ("frozen_criteria_update", "UPDATE", CRITERION, f"{FROZEN} OLD.moment_id) OR {FROZEN} NEW.moment_id)"),
    ("frozen_moment_update", "UPDATE", MOMENT, THAWS),
)


def put_rules(apps, schema_editor):
    """Lay the triggers; SQLite and PostgreSQL say it each in their own way."""
    for name, event, table, condition in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}_refuses() RETURNS trigger AS $$ BEGIN IF {condition} THEN "
                f"RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; "
                "END IF; RETURN NEW; END $$ LANGUAGE plpgsql"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_refuses()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )


def take_rules(apps, schema_editor):
    """Take the triggers away."""
    for name, _event, table, _condition in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}_refuses()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    """The rules of the database."""

    dependencies = [("learning_feedback", "0002_peers_and_moments")]
    operations = [migrations.RunPython(put_rules, take_rules)]

from django.db import migrations

# What the mail promises holds from the moment it is sent; 0006 held it only from the first answer.
FUNCTION = """
CREATE OR REPLACE FUNCTION meetings_evaluation_keeps_its_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF %(from)s AND (NEW.with_names <> OLD.with_names OR NEW.shown_from <> OLD.shown_from) THEN
        RAISE EXCEPTION '%(why)s' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
WHEN_SENT = FUNCTION % {"from": "OLD.opened_at IS NOT NULL", "why": "it has been sent"}
WHEN_ANSWERED = FUNCTION % {"from": "OLD.answers > 0", "why": "somebody has answered"}


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0015_choice_of_mode_counts'),
    ]

    operations = [
        migrations.RunSQL(WHEN_SENT, WHEN_ANSWERED),
    ]

"""Of what is asked back, what the bank says that never arrived, and what was recovered of that and is to be returned."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0004_lists_are_said_as_lists"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="debt",
            name="benefits_debt_state_is_known",
        ),
        migrations.AddField(
            model_name="debt",
            name="bounced",
            field=models.BigIntegerField(default=0, verbose_name="mai arrivato"),
        ),
        migrations.AddField(
            model_name="debt",
            name="returned",
            field=models.BigIntegerField(default=0, verbose_name="reso"),
        ),
        migrations.AlterField(
            model_name="debt",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "da recuperare"),
                    ("recovered", "recuperata"),
                    ("waived", "rinunciata"),
                    ("cleared", "annullata: il denaro non era arrivato"),
                    ("excess", "recuperata in più: da rendere"),
                ],
                default="open",
                max_length=20,
                verbose_name="stato",
            ),
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "recovered", "waived", "cleared", "excess"])), name="benefits_debt_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.CheckConstraint(
                condition=models.Q(("bounced__gte", 0), ("bounced__lte", models.F("amount")), ("returned__gte", 0), ("returned__lte", models.F("recovered"))),
                name="benefits_debt_falls_by_what_never_arrived",
            ),
        ),
    ]

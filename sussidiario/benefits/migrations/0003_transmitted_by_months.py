"""What the register holds is told apart by the month it begins: a benefit that spans years makes a record in each."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Q, Subquery


def _from_awards(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    """What was sent until now was sent of the whole award."""
    awards = apps.get_model("benefits", "Award").objects.filter(pk=OuterRef("award")).values("from_month")
    apps.get_model("benefits", "Transmitted").objects.update(from_month=Subquery(awards))


class Migration(migrations.Migration):
    dependencies = [("benefits", "0002_protocol_is_append_only")]

    operations = [
        migrations.RemoveConstraint(model_name="transmitted", name="benefits_award_stands_once_in_the_register"),
        migrations.AddField(
            model_name="transmitted",
            name="from_month",
            field=models.DateField(default=date(2012, 1, 1), verbose_name="dal mese"),
            preserve_default=False,
        ),
        migrations.RunPython(_from_awards, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="transmitted",
            constraint=models.UniqueConstraint(fields=["award", "from_month"], condition=Q(standing=True), name="benefits_months_stand_once_in_the_register"),
        ),
        migrations.AddConstraint(
            model_name="transmitted",
            constraint=models.CheckConstraint(condition=Q(from_month__day=1), name="benefits_transmitted_begins_with_a_month"),
        ),
    ]

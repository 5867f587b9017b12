"""The states of a list of payments are said as of a list (elenco): the words of a choice, no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0003_transmitted_by_months'),
    ]

    operations = [
        migrations.AlterField(
            model_name='paymentlist',
            name='state',
            field=models.CharField(choices=[('locked', 'preparato'), ('approved', 'approvato'), ('authorised', 'autorizzato'), ('sent', 'trasmesso'), ('closed', 'riconciliato'), ('abandoned', 'annullato')], default='locked', max_length=20, verbose_name='stato'),
        ),
    ]

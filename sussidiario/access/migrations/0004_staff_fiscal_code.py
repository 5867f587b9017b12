from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_sign_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='staff',
            name='fiscal_code',
            field=models.CharField(blank=True, max_length=16, verbose_name='codice fiscale'),
        ),
    ]

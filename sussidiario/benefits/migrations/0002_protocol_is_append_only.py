from django.db import migrations

from sussidiario.journal.append_only import AppendOnly


class Migration(migrations.Migration):
    """Numbers of protocol are given once: an entry is not changed and not taken away."""

    dependencies = [("benefits", "0001_initial")]

    operations = [AppendOnly("benefits_protocolentry")]

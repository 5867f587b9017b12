from django.db import models


class Thing(models.Model):
    name = models.CharField(max_length=40)
    is_secret = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = "cosa"
        verbose_name_plural = "cose"

    def __str__(self) -> str:
        return self.name

from django.db import models


class Thing(models.Model):
    name = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default="open")

    class Meta:
        verbose_name = "cosa"
        verbose_name_plural = "cose"

    def __str__(self) -> str:
        return self.name

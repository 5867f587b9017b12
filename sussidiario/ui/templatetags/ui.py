"""The filters and tags of our pages, in every template without loading."""

from django import template

register = template.Library()

"""What every page is made of: the doors that guard it, base pages, components, forms."""

"""Texts that would act on a page, and whether any page lets them."""

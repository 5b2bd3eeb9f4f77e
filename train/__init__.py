"""Trains the models that the package ships; needs torch, which nothing at run time does."""

"""What commands print of names that would act on a terminal."""

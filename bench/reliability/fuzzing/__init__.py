"""Following the branches of the code with atheris, and keeping what that learnt."""

"""What Onrecord promises of hostile input, crashes, attacks and load, tried: `python -m bench.reliability [CHECK ...]`.

Each check tries one promise with real files, processes, browsers and sockets, prints its figures and ends with 1 where
the promise is broken. Without a name all checks run in their short form, in minutes; `--full` runs the long one, and
`--record` keeps its figures for docs/reliability.md. `--list` names the checks.
"""

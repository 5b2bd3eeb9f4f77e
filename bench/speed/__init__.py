"""Speed as ratios, each measured in one run by turns: `python -m bench.speed COMMAND [--articles N] [--rounds N]`.

    reading     reading with the learned reader and with the rules, beside the bare spaCy pipeline
    parts       where reading's time goes, by component
    processes   reading in two worker processes, beside one
    adding      HTML in, record out, beside reading alone
    resolving   resolving and tracing, beside reading
    querying    the lists of a record: a page, a count, all rows, beside bare SQLite
    starting    the command line: its help, and a question, beside Python alone
    size        a record, its export and a cluster's folder, beside the text (no ratio of times; two minutes)
    heads       how far heads on the learned reader's states find what spaCy finds (no times)
    sameness    write every reading, or compare with what was written: `sameness FILE`

Ratios are of processor time, which other programs on the machine change little; what the clock says stands beside
them. A ratio is the median of its rounds, with the lowest and the highest. `--check` fails below the floors in
`floors.json`, less their noise. No test runs these: a machine that is busy would fail it.
"""

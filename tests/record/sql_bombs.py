"""Questions in SQL that want more time, memory or room than any question may have."""

from __future__ import annotations

from tests.record.sql_case import ANY, BIG, BOMB, FULL, ROWS, TIME, Case

COUNTER = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n{}) "
MANY = COUNTER.format(" LIMIT 100000000")
NESTED = "WITH RECURSIVE d (x) AS (SELECT '[]' UNION ALL SELECT '[' || x || ',' || x || ']' FROM d LIMIT 24) "
LONG = "printf('%.*c', 8000000, 'a')"
FRAME = "UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"


def doubled(how: str, times: int) -> str:
    """Return a question over a table that is joined to itself, and the result again, so many times."""
    parts = (f", t{i} AS {how}(SELECT x.a FROM t{i - 1} x, t{i - 1} y)" for i in range(1, times))
    return f"WITH t0 AS {how}(SELECT 1 AS a UNION ALL SELECT 2){''.join(parts)} SELECT count(*) FROM t{times - 1}"


def windowed(value: str) -> str:
    """Return a question that adds up the values of a window over many rows."""
    return f"SELECT sum(x) FROM (SELECT {value} AS x FROM mention a, mention b, mention c)"


TIMES = [
    Case(COUNTER.format("") + "SELECT count(*) FROM n", TIME, slow=True),
    Case(COUNTER.format("") + "SELECT max(i) FROM n WHERE i % 2 = 3", TIME),
    Case(COUNTER.format("") + "SELECT i FROM n WHERE i < 0", TIME),
    Case("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT sum(i) FROM n", TIME),
    Case("WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT count(*) FROM n", f"{TIME}|{FULL}"),
    Case("SELECT count(*) FROM block a, block b, block c, block d, block e, block f", TIME, slow=True),
    Case("SELECT sum(length(a.text || b.text)) FROM article a, article b, article c, mention d, mention e", TIME),
    Case("SELECT count(*) FROM mention a, mention b, mention c, mention d WHERE a.id || b.id = c.id || d.id", TIME),
    Case("SELECT a.id FROM mention a, mention b, mention c, mention d WHERE a.text > b.text || c.text AND 1 > 2", ANY),
    Case(f"SELECT {LONG} LIKE '{'%a' * 12}%b'", f"{TIME}|rows"),
    Case(f"SELECT {LONG} LIKE '{'%a_' * 40}b%'", f"{TIME}|rows"),
    Case(f"SELECT {LONG} GLOB '{'*a?' * 40}b*'", f"{TIME}|rows"),
    Case(f"SELECT {LONG} GLOB '{'*[a-z]' * 30}b'", f"{TIME}|rows"),
    Case(f"SELECT {LONG} LIKE '{'_%' * 90}b'", f"{TIME}|rows"),
    Case(MANY + f"SELECT sum({LONG} LIKE '%aaaaaaaaaaaaaaaaab%') FROM n", TIME),
    Case(MANY + f"SELECT sum(instr({LONG}, 'aaaaaaaaaaaaaaaaab')) FROM n", TIME),
    Case(f"SELECT instr({LONG}, printf('%.*c', 4000000, 'a') || 'b')", f"{TIME}|rows", slow=True),
    Case(f"SELECT replace({LONG}, printf('%.*c', 40000, 'a') || 'b', '')", f"{TIME}|rows"),
    Case(f"SELECT trim({LONG}, printf('%.*c', 1000000, 'b'))", f"{TIME}|rows"),
    Case(f"SELECT ltrim({LONG}, {LONG}), rtrim({LONG}, {LONG})", f"{TIME}|rows"),
    Case(MANY + "SELECT count(*) FROM n WHERE abs(random()) < 0", TIME),
    Case("SELECT count(*) FROM article_search WHERE article_search MATCH 'a* OR b* OR c* OR d* OR s* OR t*'", ANY),
    Case("SELECT count(*) FROM article_search WHERE article_search MATCH 'NEAR(a* t* s*, 1000000)'", ANY),
    Case(MANY + "SELECT count(*) FROM n JOIN statement_search ON statement_search MATCH 'a*'", f"{TIME}|{FULL}"),
    Case(
        MANY + "SELECT sum(length(highlight(article_search, 1, '<', '>'))) FROM article_search ('the'), n",
        f"{TIME}|{FULL}",
    ),
    Case("SELECT snippet(article_search, -1, '', '', '', 64) FROM article_search ('" + "a OR " * 900 + "a')", ANY),
    Case("SELECT * FROM article_search WHERE article_search MATCH '" + "(" * 1000 + "a" + ")" * 1000 + "'", ANY),
    Case("WITH RECURSIVE f (a, b) AS (SELECT 1, 1 UNION ALL SELECT b, a + b FROM f, claim) SELECT sum(a) FROM f", BOMB),
    Case(doubled("", 24), BOMB),
    Case(doubled("MATERIALIZED ", 9), BOMB),
    Case("SELECT 1 FROM claim AS c " + " ".join(f"JOIN claim AS c{i} USING (kind)" for i in range(40)), ANY),
    Case("SELECT (" * 8 + "SELECT count(*) FROM mention a, mention b, mention c" + ") FROM mention" * 8, ANY),
    Case(windowed("row_number() OVER (PARTITION BY a.text ORDER BY b.text, c.text)"), BOMB),
    Case(windowed(f"sum(length(a.text)) OVER (ORDER BY a.key ROWS BETWEEN {FRAME} EXCLUDE CURRENT ROW)"), BOMB),
    Case(MANY + "SELECT count(*) FROM n WHERE EXISTS (SELECT 1 FROM mention a, mention b WHERE a.key = -i)", TIME),
    Case(MANY + "SELECT count(*) FROM n WHERE strftime('%Y-%m-%d', 'now', '+' || i || ' days') = 'x'", TIME),
]  # fmt: skip
SIZES = [
    Case("SELECT printf('%.*c', 1000000000, 'x')", BOMB, slow=True),
    Case("SELECT printf('%1000000000d', 1)", f"{BOMB}|rows"),
    Case("SELECT printf('%.1000000000f', 1.5)", f"{BOMB}|rows"),
    Case("SELECT format('%*s', 2147483647, 'x')", f"{BOMB}|rows"),
    Case(f"SELECT replace({LONG}, 'a', {LONG})", BIG, slow=True),
    Case(f"SELECT replace(replace(replace({LONG}, 'a', 'aaaaaaaa'), 'a', 'aaaaaaaa'), 'a', 'aaaaaaaa')", BOMB),
    Case(f"SELECT {LONG} || {LONG}", BIG),
    Case(f"SELECT hex({LONG})", BIG),
    Case(f"SELECT quote(replace({LONG}, 'a', ''''))", BOMB),
    Case(f"SELECT quote(CAST({LONG} AS BLOB))", BIG),
    Case(f"SELECT upper({LONG}) || lower({LONG})", BIG),
    Case(f"SELECT json_array({', '.join([LONG] * 20)})", BOMB),
    Case(f"SELECT json_quote(replace({LONG}, 'a', char(1)))", BOMB),
    Case(f"SELECT json_group_array({LONG}) FROM mention", BOMB),
    Case(f"SELECT {', '.join([LONG] * 60)}", f"{FULL}|{TIME}"),
    Case(f"SELECT {', '.join(f'{LONG} AS c{i}' for i in range(4))}", f"{FULL}|{TIME}|rows"),
    Case(f"SELECT {LONG}", ROWS),
    Case(f"SELECT {LONG}, {LONG}", f"{FULL}|rows"),
    Case("SELECT replace(printf('%.*c', 2000000, 'a'), 'a', char(128512))", ROWS),
    Case(f"SELECT substr({LONG}, 1, 7999999) || char(128512)", ROWS),
    Case("SELECT replace(printf('%.*c', 8000000, 'a'), 'a', char(1))", ROWS),
    Case(f"SELECT {LONG} FROM mention", ROWS),
    Case("SELECT printf('%.*c', 1000000, 'a') FROM mention", ROWS),
    Case("SELECT CAST(printf('%.*c', 8000000, 'a') AS BLOB) FROM mention LIMIT 3", ROWS),
    Case(MANY + "SELECT group_concat(i) FROM n", BOMB, slow=True),
    Case(MANY + "SELECT group_concat(printf('%.*c', 1000, 'x'), '') FROM n", BOMB),
    Case(MANY + "SELECT string_agg(i, ',') FROM n", BOMB),
    Case(MANY + "SELECT json_group_array(i) FROM n", BOMB),
    Case(MANY + "SELECT json_group_object(i, i) FROM n", BOMB),
    Case(MANY + "SELECT i FROM n ORDER BY random()", BOMB, slow=True),
    Case(MANY + "SELECT printf('%.*c', 10000, 'x') || i AS x FROM n ORDER BY x DESC", BOMB),
    Case(MANY + "SELECT DISTINCT i * i FROM n ORDER BY 1 DESC", BOMB),
    Case(MANY + "SELECT i, count(*) FROM n GROUP BY printf('%.*c', 1000, i) ORDER BY 2", BOMB),
    Case(MANY + "SELECT count(DISTINCT printf('%.*c', 1000, 'x') || i) FROM n", BOMB),
    Case(MANY + "SELECT i FROM n UNION SELECT -i FROM n", BOMB),
    Case(MANY + "SELECT i FROM n EXCEPT SELECT -i FROM n", BOMB),
    Case(MANY + "SELECT i FROM n INTERSECT SELECT -i FROM n", BOMB),
    Case(MANY + "SELECT 1 WHERE -1 IN (SELECT printf('%.*c', 500, 'x') || i FROM n)", BOMB),
    Case(MANY + ", m AS MATERIALIZED (SELECT printf('%.*c', 5000, 'x') AS t FROM n) SELECT max(t) FROM m", BOMB),
    Case("WITH RECURSIVE d (x) AS (SELECT 'a' UNION ALL SELECT x || x FROM d) SELECT max(length(x)) FROM d", BOMB),
    Case("WITH RECURSIVE d (x) AS (SELECT 'a' UNION ALL SELECT x || x FROM d) SELECT x FROM d LIMIT 30", BOMB),
    Case(f"WITH RECURSIVE d (x) AS (SELECT {LONG} UNION ALL SELECT x || '' FROM d) SELECT count(*) FROM d", BOMB),
    Case(f"WITH RECURSIVE d (x) AS (SELECT {LONG} UNION ALL SELECT x FROM d, mention) SELECT count(*) FROM d", BOMB),
    Case(NESTED + "SELECT count(*) FROM d, json_tree(x)", BOMB),
    Case("SELECT count(*) FROM json_tree(printf('%.*c', 2000, '[') || printf('%.*c', 2000, ']'))", ANY),
    Case("SELECT json_valid(printf('%.*c', 7000000, '['))", ANY),
    Case("SELECT json(printf('%.*c', 7000000, '{'))", BOMB),
    Case("SELECT json_extract(replace(printf('%.*c', 900000, 'x'), 'x', '[') || '1', '$[0]')", BOMB),
    Case("SELECT count(*) FROM json_each('[' || replace(printf('%.*c', 3000000, 'x'), 'x', '0,') || '0]')", BOMB),
    Case("SELECT count(*) FROM json_each('[1,2,3,4,5,6,7,8,9]') a, json_each(a.value || '') b", ANY),
    Case("SELECT count(*) FROM " + ", ".join(f"json_each('[1,2,3,4,5,6,7,8,9]') AS j{i}" for i in range(12)), TIME),
    Case("SELECT json_set('[]', " + ", ".join(f"'$[{i}]', {LONG}" for i in range(6)) + ")", BOMB),
    Case("SELECT json_patch(json_object('a', " + LONG + "), json_object('b', " + LONG + "))", BOMB),
    Case(MANY + "SELECT lag(printf('%.*c', 100000, i), 1) OVER (ORDER BY -i) FROM n", BOMB),
    Case(MANY + "SELECT group_concat(i) OVER (ORDER BY i) FROM n", f"{BOMB}|rows"),
    Case(MANY + "SELECT max(x) FROM (SELECT group_concat(i) OVER (ORDER BY i) AS x FROM n)", BOMB),
    Case(MANY + "SELECT char(" + ", ".join(["i"] * 90) + ") AS x FROM n ORDER BY x", BOMB),
    Case("SELECT 1 FROM mention a, mention b, mention c ORDER BY a.text || b.text || c.text || hex(a.text)", BOMB),
    Case("SELECT a.text, b.text, c.text FROM article a, article b, article c, mention d, mention e", ROWS),
    Case("SELECT a.text || b.text FROM article a, article b, article c, mention d ORDER BY 1", f"{BOMB}|rows"),
    Case("SELECT soundex(" + LONG + "), unicode(" + LONG + "), length(" + LONG + ")", ROWS),
    Case(f"SELECT substr({LONG}, -5), substr({LONG}, {2**63 - 1}), substr('a', -{2**63}, {2**63 - 1})", ANY),
    Case("SELECT abs(-9223372036854775808)", f"{BIG}|rows"),
    Case("SELECT sum(9223372036854775807) FROM mention", BIG),
    Case("SELECT 9223372036854775807 + 1, -9223372036854775808 / -1, 5 % 0, 1e308 * 10, 1 << 9999999", ROWS),
    Case("SELECT date('now', '+9999999999999 years'), strftime('%9999999d', 'now'), julianday('-4714-11-24')", ROWS),
    Case("SELECT round(1e300, 1000000000), printf('%.999f', 1e300), printf('%!.26f', 1.0/3)", f"{BOMB}|rows"),
    Case("SELECT " + ", ".join(f"'{'n' * 90}{i}' AS \"{'c' * 90}{i}\"" for i in range(90)) + " FROM mention", ROWS),
    Case("SELECT * FROM article, claim, block, mention, event, statement", ROWS),
    Case("SELECT * FROM sketch", ROWS),
]  # fmt: skip

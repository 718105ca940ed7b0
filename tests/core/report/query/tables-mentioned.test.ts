import { expect, test } from "vitest";
import { tablesMentioned } from "../../../../functions/core/report/query/tables-mentioned.ts";

test.each([
  ["SELECT * FROM a", ["a"]],
  ["FROM a", ["a"]],
  ["SELECT a FROM b WHERE c IN (FROM d) ORDER BY e", ["b", "d"]],
  ["SELECT * FROM a, b JOIN c ON a.x = c.y, d", ["a", "b", "c", "d"]],
  ["SELECT * FROM a JOIN b USING (x, y), c WHERE z", ["a", "b", "c"]],
  ["WITH x AS (SELECT p, (SELECT max(q) FROM r) FROM s) SELECT t FROM x UNION ALL TABLE u", ["r", "s", "x", "u"]],
  ['SELECT "from" FROM "My ""q""" ', ['my "q"']],
  ["SELECT p.a FROM (b) p", ["b", "p"]],
  ["PIVOT a ON c IN ('x') USING sum(v)", ["a"]],
  ["SELECT e'it\\'s' FROM a -- , b", ["a"]],
  ["SELECT 'from b' FROM a /* x /* FROM c */ , d */", ["a"]],
  ["SELECT $$from b$$, $t$ ' from c $t$ FROM a WHERE x = $from", ["a"]],
  ["SELECT '-- ' FROM a WHERE y = '/*' AND z IN (SELECT 1 FROM b)", ["a", "b"]],
  ["SELECT cast(x AS b) FROM a AS c", ["a"]],
])("%s", (sql, tables) => expect([...tablesMentioned(sql)]).toEqual(tables));

test.each(["'", "FROM '", "/* /* */", "$t$ from", ")))", "e'\\"])("%s ends", (sql) =>
  expect([...tablesMentioned(sql)]).toEqual([]),
);

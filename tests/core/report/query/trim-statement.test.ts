import { expect, test } from "vitest";
import { trimStatement } from "../../../../functions/core/report/query/trim-statement.ts";

test.each([
  ["SELECT 1", "SELECT 1"],
  ["SELECT 1;\n", "SELECT 1"],
  ["SELECT 1; -- all of them", "SELECT 1"],
  ["SELECT 1 /* one */ ; /* and\nmore */ ;", "SELECT 1"],
  ["SELECT 1 -- first\n, 2 -- second; third", "SELECT 1 -- first\n, 2"],
  ["SELECT ';' -- x", "SELECT ';'"],
  ["SELECT 'it''s; -- so' AS \"a;--\"\";\"", "SELECT 'it''s; -- so' AS \"a;--\"\";\""],
  ["SELECT e'it\\'s -- so' ; --", "SELECT e'it\\'s -- so'"],
  ["SELECT $$ ; -- $$, $a$ $$ ; $a$;", "SELECT $$ ; -- $$, $a$ $$ ; $a$"],
  ["SELECT 3 - -1;", "SELECT 3 - -1"],
  ["SELECT 1; SELECT 2;", "SELECT 1; SELECT 2"],
  ["-- nothing;", ""],
])("%j ends where its last word does", (text, trimmed) => {
  expect(trimStatement(text)).toBe(trimmed);
});

import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { leavesParentheses } from "../../../functions/source/athena/leaves-parentheses.ts";

const rounds = process.env["SOAK"] === undefined ? 3_000 : 100_000;

/** Comments within comments are read differently by different databases, so that a query has one at most. */
const signs = ["(", ")", "'", '"', "--", "\n", ";", "SELECT 1", " AS x", "x", ", 2", "(SELECT 3)", "''", '""', "1"];
/** What goes on as SQL behind a parenthesis that it ends itself. */
const escapes = [") AS a, (SELECT 3", ") UNION SELECT 1 FROM (SELECT 2", "); SELECT 1 FROM (SELECT 2"];
const pieces = [...signs, ...escapes];

test.each([
  ["SELECT 1", undefined],
  ["SELECT ')' AS \"(\" -- )\n/* ) */", undefined],
  ["SELECT 'it''s (' , (1)", undefined],
  ["SELECT 1 -- ends here", undefined],
  ["SELECT 1)", 8],
  ["SELECT (1", 9],
  ["SELECT 1; SELECT 2", 8],
  ["SELECT 'x", 7],
  ["SELECT 1 /* x", 9],
  ["SELECT 1) -- (", 8],
])("%s", (query, at) => {
  expect(leavesParentheses(query)?.at).toBe(at);
});

test("what a database takes for something else than one query in parentheses is refused", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  let state = 5;
  const next = (below: number): number => (state = (state * 16_807) % 2_147_483_647) % below;
  let [taken, escaped] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const inner = Array.from({ length: 1 + next(9) }, () => pieces[next(pieces.length)]!).join("");
    const query = `SELECT 0${next(3) === 0 ? " /*" : ""} ${inner}${next(3) === 0 ? "*/" : ""}`;
    const whole = `SELECT * FROM (\n${query}\n) AS "(marker)"`;
    const reader = await connection.runAndReadAll(`SELECT json_serialize_sql('${whole.replaceAll("'", "''")}')`);
    const tree = JSON.parse(String(reader.getRows()[0]![0])) as {
      readonly error: boolean;
      readonly statements?: readonly { readonly node: Readonly<Record<string, Readonly<Record<string, unknown>>>> }[];
    };
    if (tree.error) continue;
    taken += 1;
    const [statement, ...others] = tree.statements ?? [];
    const { from_table: from } = statement!.node;
    const stays = others.length === 0 && from?.["type"] === "SUBQUERY" && from["alias"] === "(marker)";
    if (stays) continue;
    escaped += 1;
    expect(leavesParentheses(query), whole).toBeDefined();
  }
  connection.closeSync();
  instance.closeSync();
  expect(taken).toBeGreaterThan(rounds / 100);
  expect(escaped).toBeGreaterThan(0);
});

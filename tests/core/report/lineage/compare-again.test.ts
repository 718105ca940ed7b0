import { expect, test } from "vitest";
import { compareAgain } from "../../../../functions/core/report/lineage/compare-again.ts";
import { openStages } from "../../../../functions/core/report/lineage/stage-database.ts";
import { openLoaded } from "../../../../functions/core/report/query/session/open-loaded.ts";
import { queriesOf, runOne } from "../query/query-bench.ts";
import { findOptions, salesAndRegions } from "./lineage-bench.ts";

const sql = "SELECT region, sum(value) AS v, 1 AS one FROM sales GROUP BY region ORDER BY region";

test.each([
  ["all that it needs", [0, 1, 2, 3], { result: "same" }],
  ["one row less", [0, 1, 3], { result: "differs", seen: { v: 24 } }],
  ["rows of another group", [4, 5, 6], { result: "differs", seen: { v: 43 } }],
  ["no rows", [], { result: "differs" }],
])("a sum over %s", async (_, numbers, result) => {
  const datasets = await salesAndRegions();
  const expected = (await runOne(sql, datasets)).rows[0]!;
  const options = { ...findOptions, warn: () => undefined };
  const { session, queries, parameters } = await openLoaded({ ...queriesOf({ q: sql }), datasets, options }, {});
  const [connection] = session.connections;
  const database = await openStages(connection, [], () => false);
  const table = await database.createAs(`SELECT unnest([${numbers.join(", ")}]::BIGINT[]) AS r`);
  const held = { aliases: datasets.map(({ alias }) => alias), queries, parameters };
  const again = await compareAgain(connection, held, new Map([["sales", { table }]]), {
    ...options,
    expected,
    columns: ["v"],
  });
  await session.close(true);
  expect(again).toEqual(result);
});

test("a query that fails over the rows is said to", async () => {
  const datasets = await salesAndRegions();
  const failing = "SELECT CASE WHEN count(*) < 8 THEN error('too few') ELSE 1 END AS v FROM sales";
  const options = { ...findOptions, warn: () => undefined };
  const { session, queries, parameters } = await openLoaded({ ...queriesOf({ q: failing }), datasets, options }, {});
  const again = await compareAgain(session.connections[0], { aliases: ["sales"], queries, parameters }, new Map(), {
    ...options,
    expected: { v: 1 },
    columns: ["v"],
  });
  await session.close(false);
  expect(again).toMatchObject({ result: "failed", why: expect.stringContaining("too few") });
});

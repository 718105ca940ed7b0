import { expect, test } from "vitest";
import { explainQueries } from "../../../../functions/core/report/query/explain-queries.ts";
import { queriesOf } from "./query-bench.ts";

const parameters = {
  type: "object",
  properties: {
    year: { type: "integer", default: 2021 },
    region: { type: "string" },
    weights: { type: "object", properties: { rd: { type: "number", default: 0.5 } } },
  },
};
const explain = (
  queries: Record<string, string>,
  columns: Parameters<typeof explainQueries>[1] = new Map([
    ["sales", { year: "integer", value: "number", day: "date" }],
  ]),
) => explainQueries({ ...queriesOf(queries), parameters, languages: ["en"], date: "2024-06-30" }, columns);

test("sound queries have no problems, without any data", async () => {
  expect(
    await explain({
      a: "SELECT year, sum(value) * $weights_rd AS total FROM sales WHERE year <= $year AND day < $report_date GROUP BY year",
      b: "SELECT * FROM a WHERE $language = 'en' AND $region IS NULL",
      c: "SELECT name FROM sales_columns JOIN sales_cells USING (name)",
    }),
  ).toEqual([]);
});

test("problems of all queries have file and line; queries that read a faulty one are not blamed", async () => {
  const problems = await explain({
    a: "SELECT year,\n  valeu FROM sales",
    b: "SELECT * FROM a",
    c: "SELECT lower(value) + 1 AS x FROM sales",
    d: "SELECT now()",
  });
  expect(problems.map(({ where, code }) => [where?.file, where?.line, code])).toEqual([
    ["queries/d.sql", 1, "volatile"],
    ["queries/a.sql", 2, "query-failed"],
    ["queries/c.sql", 1, "query-failed"],
  ]);
});

test("a query is not blamed for a faulty one that it reads beside a sound one, or through another query", async () => {
  const problems = await explain({
    Faulty: "SELECT valeu FROM sales",
    Sound: "SELECT year FROM sales",
    Mixed: "SELECT f.total FROM sound JOIN faulty f ON true",
    Through: "SELECT total FROM mixed",
    Beyond: "SELECT total FROM through, sales",
  });
  expect(problems.map(({ where }) => where?.file)).toEqual(["queries/Faulty.sql"]);
});

test("a dataset without declared columns can be queried by its cells", async () => {
  expect(await explain({ a: "SELECT count(number) AS n FROM any_cells" }, new Map([["any", {}]]))).toEqual([]);
});

test("queries in a circle", async () => {
  expect(await explain({ a: "SELECT * FROM b", b: "SELECT * FROM a" })).toMatchObject([{ code: "cyclic-queries" }]);
});

test("macros are known, and one that is misspelt is proposed", async () => {
  expect(await explain({ a: "SELECT change_pct(value, 2) AS pct, fiscal_year(day, 4) AS fiscal FROM sales" })).toEqual(
    [],
  );
  const [problem, ...others] = await explain({ a: "SELECT wilson_lo(1, 2) AS low FROM sales" });
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code: "query-failed", where: { file: "queries/a.sql", line: 1 } });
  expect(`${problem!.message} ${problem!.hint}`).toContain("wilson_low");
  expect((await explain({ a: "SELECT xmr_band() AS band FROM sales" }))[0]?.message).toContain("xmr_band");
});

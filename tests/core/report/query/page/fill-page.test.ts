import { DuckDBConnection } from "@duckdb/node-api";
import { afterEach, expect, test, vi } from "vitest";
import { keepPages } from "../../../../../functions/core/report/query/page/keep-pages.ts";
import type { Rule } from "../../../../../functions/core/report/query/page/judging.ts";
import { comparePages, rulesOf } from "./compare-pages.ts";
import { drawer, drawQueries } from "./drawn-queries.ts";

afterEach(() => void vi.restoreAllMocks());

const soak = process.env["SOAK"] !== undefined;

test("queries that run once for a page give each letter what they give it singly", async () => {
  // Of the first seeds few queries run for a page.
  const [first, last, letters] = soak ? [1, 1_000, 100] : [9, 14, 12];
  const faults: string[] = [];
  let [paged, results] = [0, 0];
  for (let seed = first; seed <= last; seed++) {
    const found = await comparePages(drawQueries(drawer(seed)), letters);
    faults.push(...found.faults.map((fault) => `seed ${seed}: ${fault}`));
    paged += found.paged;
    results += found.results;
  }
  expect(faults.slice(0, 5)).toEqual([]);
  // Else the comparison would show nothing.
  expect(paged / results).toBeGreaterThan(0.15);
});

/** For each rule a query that it keeps from the page, and that would give wrong results there. */
const needed: readonly (readonly [Rule, string])[] = [
  ["ties", "SELECT product, quantity FROM orders WHERE customer = $customer ORDER BY day LIMIT 2"],
  ["ties", "SELECT id, product FROM orders WHERE customer = $customer"],
  ["window", "SELECT id, row_number() OVER () AS place FROM orders WHERE customer = $customer ORDER BY id"],
  ["function", "SELECT first(product) AS product FROM orders WHERE customer = $customer"],
  [
    "function",
    "SELECT day, string_agg(product, ',') AS products FROM orders WHERE customer = $customer GROUP BY day ORDER BY day",
  ],
  ["floating-sum", "SELECT sum(weight) AS weight FROM orders WHERE customer = $customer"],
  [
    "floating-sum",
    "SELECT c.name, avg(o.weight) AS weight FROM customers c JOIN orders o ON o.customer = c.id WHERE c.id = $customer GROUP BY ALL",
  ],
  [
    "floating-key",
    "SELECT zero::VARCHAR AS shown FROM (SELECT DISTINCT weight * 0 AS zero FROM orders WHERE region = $region)",
  ],
  ["floating-key", "SELECT min(weight * 0)::VARCHAR AS shown FROM orders WHERE customer = $customer"],
  ["limit", "SELECT sum(amount) AS amount FROM (SELECT amount FROM orders WHERE customer = $customer LIMIT 2)"],
  ["limit", "SELECT DISTINCT ON (product) product, id FROM orders WHERE customer = $customer ORDER BY product"],
  ["sorting", "SELECT product, sum(amount) AS amount FROM orders WHERE customer = $customer GROUP BY ALL ORDER BY day"],
  [
    "shape",
    "SELECT zero::VARCHAR AS shown FROM (SELECT DISTINCT * FROM (SELECT weight * 0 AS zero FROM orders WHERE region = $region), (SELECT id FROM customers WHERE id = 1))",
  ],
  ["rowid", "SELECT rowid + 1 AS place, id FROM orders WHERE customer = $customer ORDER BY id"],
  [
    "empty",
    "SELECT 'n' AS label, count(*) AS value FROM orders WHERE customer = $customer UNION ALL SELECT 'sum', sum(id) FROM orders WHERE customer = $customer",
  ],
];

test.each(needed)("without the rule %s it would be wrong: %s", async (rule, sql) => {
  // Whether letters tie shows only in their rows, and is told only of a query that is not worth it.
  if (rule !== "ties") expect(await rulesOf({ first: sql })).toEqual([rule]);
  expect(await comparePages({ first: sql }, 24)).toMatchObject({ faults: [] });
  const { faults } = await comparePages({ first: sql }, 24, new Set([rule]));
  expect(faults).not.toEqual([]);
});

test("rowid is that of the query's own rows", async () => {
  const first = "SELECT id, day FROM orders WHERE customer = $customer ORDER BY id";
  const reading = "SELECT rowid + 1 AS place, id FROM first ORDER BY id";
  expect(await rulesOf({ first, reading })).toEqual(["rowid"]);
  expect(await comparePages({ first, reading }, 24)).toMatchObject({ faults: [] });
});

test("parameters that differ only in case are two", async () => {
  const found = await comparePages(
    {
      upper: "SELECT id, name FROM customers WHERE id = $C",
      lower: "SELECT id, day FROM orders WHERE quantity = $c ORDER BY id",
    },
    24,
  );
  expect(found).toMatchObject({ faults: [], paged: 0 });
});

test.each(["INTERRUPT Error: Interrupted!", "Out of Memory Error: failed to allocate"])(
  "a query that was stopped by %s is tried once more, not for ever",
  async (message) => {
    const queries = { first: "SELECT name, since FROM customers WHERE id = $customer" };
    const stop = (): void =>
      void vi.spyOn(DuckDBConnection.prototype, "stream").mockRejectedValueOnce(new Error(message));
    const kept = keepPages();
    stop();
    expect(await rulesOf(queries, kept, 0)).toEqual(["running"]);
    expect(await rulesOf(queries, kept, 12)).toEqual([]);
    stop();
    expect(await rulesOf(queries, kept, 24)).toEqual(["running"]);
    expect(await rulesOf(queries, kept, 36)).toEqual(["running"]);
  },
);

/** Queries that the page must not leave to each letter. */
const qualifying: readonly string[] = [
  "SELECT name, since FROM customers WHERE id = $customer",
  "SELECT count(*) AS orders, sum(amount) AS amount, max(amount) AS largest FROM orders WHERE customer = $customer",
  "SELECT month(day) AS month, sum(amount) AS amount FROM orders WHERE customer = $customer GROUP BY ALL ORDER BY month",
  "SELECT day, product, amount FROM orders WHERE customer = $customer ORDER BY day DESC, id LIMIT 3",
  "SELECT name AS label, since AS value FROM customers WHERE id = $customer UNION ALL SELECT 'id', NULL FROM customers WHERE id = $customer UNION ALL SELECT region, since FROM customers WHERE id = $customer",
  "SELECT DISTINCT product FROM orders WHERE customer = $customer AND quantity > $least ORDER BY product NULLS FIRST",
  "SELECT o.id, c.name FROM orders o LEFT JOIN customers c ON c.id = o.customer WHERE o.customer = $customer ORDER BY ALL",
  "SELECT *, $least AS least FROM customers WHERE id = $customer AND region = $region",
  "SELECT sum(CASE WHEN product = 'Tea' THEN amount END) AS tea FROM orders WHERE customer = $customer HAVING count(*) > 1",
];

test.each(qualifying)("it runs once for the page: %s", async (sql) => {
  expect(await rulesOf({ first: sql })).toEqual([]);
  const { faults, paged, results } = await comparePages({ first: sql }, 24);
  expect({ faults, paged }).toEqual({ faults: [], paged: results });
});

/** Queries whose columns have other names inside a page's query, or none at all by themselves. */
const otherwiseNamed: readonly string[] = [
  "SELECT count(*) AS N, sum(amount) AS n FROM orders WHERE customer = $customer",
  "SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer WHERE o.customer = $customer ORDER BY o.id",
  "SELECT id AS n_1, region AS n, name AS N FROM customers WHERE id = $customer",
];

test.each(otherwiseNamed)("it runs for each letter, which sees its own names: %s", async (sql) => {
  expect(await comparePages({ first: sql }, 24)).toMatchObject({ faults: [], paged: 0 });
  expect(await comparePages({ first: sql, reading: "SELECT count(*) AS n FROM first" }, 24)).toMatchObject({
    faults: [],
    paged: 0,
  });
  expect(await rulesOf({ first: sql })).toEqual(["running"]);
});

test("a value is not called by its text where that reads another query of the page", async () => {
  const first = "SELECT id FROM orders WHERE customer = $customer ORDER BY id";
  const reading = "SELECT id, (SELECT count(*) FROM first) FROM customers WHERE id = $customer";
  expect(await comparePages({ first, reading }, 24)).toMatchObject({ faults: [] });
  expect(await rulesOf({ first, reading })).toEqual(["running"]);
});

/** Counts and sums over nothing: of customers who have no orders, and of those none of whose orders is meant. */
const overNothing: readonly string[] = [
  "SELECT name, (SELECT count(*) FROM orders o WHERE o.customer = c.id) AS n FROM customers c WHERE c.id = $customer",
  "SELECT name, (SELECT count(*) FROM orders o WHERE o.customer = c.id AND o.quantity > 9) AS n FROM customers c WHERE c.id = $customer",
  "SELECT name, 1 + coalesce((SELECT count(*) FROM orders o WHERE o.customer = $customer AND o.quantity > 4), 7) AS n FROM customers WHERE id = $customer",
  "SELECT count_if(quantity > 9) AS n FROM orders WHERE customer = $customer",
  "SELECT name, (SELECT count_if(o.quantity > 4) FROM orders o WHERE o.customer = c.id) AS n FROM customers c WHERE c.id = $customer",
  "SELECT count(*) FILTER (WHERE product = 'Tea') AS teas FROM orders WHERE customer = $customer",
  "SELECT name, (SELECT count(*) FILTER (WHERE o.product = 'Tea') FROM orders o WHERE o.customer = c.id) AS teas FROM customers c WHERE c.id = $customer",
  "SELECT sum(amount) AS amount FROM orders WHERE customer = $customer HAVING count(*) = 0",
  "SELECT count(*) AS n, sum(amount) AS amount FROM orders WHERE customer = $customer HAVING count(*) < 5",
  "SELECT name FROM customers c WHERE id = $customer AND (SELECT count(*) FROM orders o WHERE o.customer = c.id) = 0",
];

test.each(overNothing)("over nothing it gives the same for a page: %s", async (sql) => {
  const { faults, paged } = await comparePages({ first: sql }, soak ? 75 : 25);
  expect(faults).toEqual([]);
  expect(paged).toBeGreaterThan(0);
});

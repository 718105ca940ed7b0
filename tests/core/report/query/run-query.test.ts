import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { expect, onTestFinished, test, vi } from "vitest";
import { parseQueries } from "../../../../functions/core/report/query/parse-queries.ts";
import { runQuery } from "../../../../functions/core/report/query/run-query.ts";
import { catchProblems } from "../dataset/catch-problems.ts";

test("a deadline that passes between two statements stops the second", async () => {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  // It has more rows than are read whole, so it runs twice.
  const { parsed } = await parseQueries(
    connection,
    new Map([["q", { file: "queries/q.sql", text: "SELECT range AS n FROM range(3000)" }]]),
    { tables: [], parameters: [] },
  );
  const slow = new Proxy(connection, {
    get(target, name) {
      if (name === "run") {
        return async (sql: string) => {
          const result = await target.run(sql);
          vi.advanceTimersByTime(200);
          return result;
        };
      }
      const member = Reflect.get(target, name) as unknown;
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  }) as DuckDBConnection;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const options = { keep: false, few: true, rows: 5_000, warn: () => {} };
  for (const keep of [false, true]) {
    // One connection, one query at a time.
    expect(
      await catchProblems("limit-exceeded", () =>
        runQuery(slow, parsed[0]!, new Map(), { ...options, keep, deadlineMs: 50 }),
      ),
    ).toMatchObject([{ code: "query-too-slow", where: { file: "queries/q.sql" } }]);
  }
  expect((await runQuery(slow, parsed[0]!, new Map(), { ...options, deadlineMs: 5_000 })).rows).toHaveLength(3_000);
});

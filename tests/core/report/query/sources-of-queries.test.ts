import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { tablesOf } from "../../../../functions/core/report/query/known-tables.ts";
import { parseQueries } from "../../../../functions/core/report/query/parse-queries.ts";
import { sourcesOfQueries } from "../../../../functions/core/report/query/sources-of-queries.ts";
import { loadTemplate } from "../../../../functions/core/report/template/load-template.ts";
import { readTemplateFolder } from "../../../../functions/seed/read-template-folder.ts";
import { shippedTemplates } from "../../../../functions/seed/template-folders.ts";

const text = (sql: string) => ({ text: sql, file: "q.sql" });

const templates = readdirSync(shippedTemplates, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

test.each(templates)(
  "each query of %s reads the datasets that DuckDB finds in it and in those that it reads",
  async (name) => {
    const template = loadTemplate(name, "0".repeat(64), readTemplateFolder(join(shippedTemplates, name)));
    const aliases = template.datasets.map(({ alias }) => alias);
    const instance = await DuckDBInstance.create();
    const { parsed } = await parseQueries(await instance.connect(), template.queries, {
      tables: [...aliases.flatMap(tablesOf), ...template.queries.keys()],
      parameters: [...template.queries.values()].flatMap(({ text }) =>
        [...text.matchAll(/\$(\w+)/g)].map((each) => each[1]!),
      ),
    });
    instance.closeSync();
    const byName = new Map(parsed.map((query) => [query.name.toLowerCase(), query.tables]));
    const readBy = (query: string): ReadonlySet<string> => {
      const tables = byName.get(query) ?? new Set();
      return new Set([...tables, ...[...tables].flatMap((table) => (byName.has(table) ? [...readBy(table)] : []))]);
    };
    expect(byName.size).toBe(template.queries.size);
    const found = sourcesOfQueries(template.queries, aliases);
    for (const query of template.queries.keys()) {
      const tables = readBy(query.toLowerCase());
      const read = aliases.filter((alias) => tablesOf(alias).some((table) => tables.has(table.toLowerCase())));
      expect({ query, found: found.get(query) }).toEqual({ query, found: read });
    }
  },
);

test("a query that reads itself ends, and one without a dataset has none", () => {
  const queries = new Map([
    ["a", text("SELECT * FROM B")],
    ["b", text("SELECT * FROM a, Sales_cells, regions")],
    ["c", text("SELECT 1")],
  ]);
  expect([...sourcesOfQueries(queries, ["regions", "sales"])]).toEqual([
    ["a", ["regions", "sales"]],
    ["b", ["regions", "sales"]],
    ["c", []],
  ]);
});

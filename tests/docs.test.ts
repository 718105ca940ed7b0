import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Warning } from "../functions/core/errors.ts";
import type { Row } from "../functions/core/report/query/table.ts";
import { seedTemplate } from "../functions/seed/seed-template.ts";
import { compose, only, text } from "./core/report/compose/compose-fixture.ts";
import { openTestApp, problemFrom } from "./http/open-test-app.ts";

const root = join(import.meta.dirname, "..");
const doc = (name: string): string => readFileSync(join(root, "docs", name), "utf8");

test("the error that the documentation shows is the one that is answered", async () => {
  const shown = /```json\n(\{"type"[\s\S]*?)```/.exec(doc("http-api.md"))?.[1];
  const { ask, services } = await openTestApp();
  await seedTemplate(services.store, "high-tech-industries", join(root, "templates/high-tech-industries"));
  const problem = await problemFrom(await ask({ template: "high-tech-industries", parameters: { currency: "EUR" } }));
  expect(JSON.parse(shown ?? "null")).toEqual(problem);
});

const row = (region: string | null, store: string, amount: number): Row => ({
  region,
  store,
  amount,
  months: "[1,2,3]",
});

test("the table that the documentation shows is set as it says", () => {
  const shown = /```md example[^\n]*\n(::table[\s\S]*?)```/.exec(doc("authoring/tables.md"))?.[1] ?? "";
  const tables = {
    by_store: [row("East", "A", 1200), row("East", "B", 800), row("West", "C", 500), row(null, "All", 2500)],
  };
  const warnings: Warning[] = [];
  const table = only(compose(`# Sales\n\n${shown}\n\n[](#table-by-store)\n`, { tables }, warnings), "table");
  expect(warnings).toEqual([]);
  expect([table.id, text(table.title)]).toEqual(["table-by-store", 'Sales by "store"']);
  expect(table.columns.map(({ label }) => text(label))).toEqual(["Store", "Sales", "By month"]);
  expect(table.rows.map(({ kind, cells }) => [kind, text(cells[0]!.children)])).toEqual([
    ["group", "East"],
    ["body", "A"],
    ["body", "B"],
    ["group", "West"],
    ["body", "C"],
    ["total", "All"],
  ]);
  expect(table.rows[1]?.cells.slice(1)).toMatchObject([
    { children: [{ type: "text", text: "$1,200" }], graphic: { kind: "bar", from: 0, to: 1 } },
    { graphic: { kind: "sparkline", points: [0, 0.5, 1] } },
  ]);
});

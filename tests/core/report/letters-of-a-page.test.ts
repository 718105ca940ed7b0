import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { generateReport } from "../../../functions/core/report/generate-report.ts";
import { keepPages } from "../../../functions/core/report/query/page/keep-pages.ts";
import { keepSessions } from "../../../functions/core/report/query/session/keep-sessions.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";

/** Letters with a chart and a table as long as their customer's number, so that streams of many sizes are written. */
const filesOf = (title: string, mark: string, language: string): Readonly<Record<string, string>> => ({
  "template.yaml": `title: ${title}
date: "2026-01-31"
languages: [${language}]
parameters:
  type: object
  required: [customer]
  properties: { customer: { type: integer, minimum: 1, maximum: 40 } }
`,
  "queries/orders.sql":
    "SELECT n::INTEGER AS n, 'Item ' || (n * 7 + $customer) AS item, (n * $customer * 37 % 1000) / 4 AS amount FROM range(1, 3 * $customer + 2) AS t(n) ORDER BY n",
  "charts/bars.vl.json": JSON.stringify({
    data: { name: "orders" },
    mark,
    height: 60,
    encoding: { x: { field: "n", type: "quantitative" }, y: { field: "amount", type: "quantitative" } },
  }),
  "report.md": `# ${title} {{ parameters.customer }}

::chart{spec="bars" data="orders" title="By number" alt="Amounts of {{ parameters.customer }}."}

::table{data="orders" columns="n: No, item: Item, amount: Amount | number: 2" title="All"}
`,
});

test("letters of two templates by turns, in any order, are what each is by itself", async () => {
  const store = new MemoryObjectStore();
  const world = createWorld(store);
  const templates = { statement: filesOf("Statement", "bar", "en"), kontoauszug: filesOf("Kontoauszug", "line", "de") };
  for (const [name, files] of Object.entries(templates))
    await seedTemplate(store, name, new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])));

  const customers = [1, 2, 40, 7, 23, 11];
  const letters = await Promise.all(
    Object.keys(templates).flatMap((template) =>
      customers.map((customer) => acceptReport({ template, parameters: { customer } }, world)),
    ),
  );
  const alone = new Map<string, Uint8Array>();
  for (const accepted of letters) alone.set(accepted.id, (await generateReport(accepted, world)).pdf);
  expect(new Set([...alone.values()].map((pdf) => Buffer.from(pdf).toString("latin1"))).size).toBe(letters.length);

  const sessions = keepSessions();
  const kept = keepPages();
  const pageOf = (template: string) => ({
    kept,
    letters: letters
      .filter((accepted) => accepted.template.name === template)
      .map(({ parameters, language, date }) => ({ ...parameters, language, report_date: date })),
  });
  const pages = new Map(Object.keys(templates).map((template) => [template, pageOf(template)]));
  // Steps of 5 and of 7 through 12 letters: each goes through all, and every step is to the other template or far away.
  for (const step of [5, 7]) {
    for (let at = 0; at < letters.length; at++) {
      const accepted = letters[(at * step) % letters.length]!;
      const { pdf } = await generateReport(accepted, { ...world, sessions, page: pages.get(accepted.template.name) });
      expect(Buffer.compare(pdf, alone.get(accepted.id)!), `${accepted.template.name} ${at}`).toBe(0);
    }
  }
  await sessions.close();
});

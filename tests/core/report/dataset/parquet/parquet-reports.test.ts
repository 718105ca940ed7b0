import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { readStoredProfile } from "../../../../../functions/core/report/dataset/store/read-dataset-profile.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { generateReport } from "../../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../../functions/seed/seed-template.ts";
import { seeded } from "../seeded.ts";
import { withoutParquet } from "./both-tables.ts";

/** Sales that a CSV of some hundred kilobytes holds; groups and sums depend on the order of its rows. */
function sales(rows: number): Uint8Array {
  const random = seeded(rows);
  const regions = ["North", "South", "East", "West", "Île-de-France", ""];
  const lines = Array.from({ length: rows }, (_, row) => {
    const region = regions[Math.floor(random() * regions.length)]!;
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 366))).toISOString().slice(0, 10);
    return `${110_000 + (row % 97)},${region},${day},${(random() * 1e4).toFixed(row % 3)},${random() * 1e3}e${(row % 7) - 3}`;
  });
  return new TextEncoder().encode(`shop,region,day,amount,weight\n${lines.join("\n")}\n`);
}

const files: Readonly<Record<string, string>> = {
  "template.yaml": `title: Sales
date: "2024-12-31"
datasets:
  sales: { default: sales, columns: { shop: text, region: text, day: timestamp, weight: number } }
`,
  "queries/groups.sql":
    "SELECT region, sum(weight) AS weight, avg(weight) AS mean, count(*) AS n FROM sales GROUP BY region",
  "queries/first.sql": "SELECT * FROM sales LIMIT 20",
  "queries/shops.sql":
    "SELECT shop, sum(amount) AS amount, median(weight) AS middle, arg_min(region, amount) AS region FROM sales GROUP BY shop LIMIT 15",
  "queries/running.sql":
    "SELECT day, sum(weight) OVER (ORDER BY day ROWS 5 PRECEDING) AS weight FROM sales WHERE region = 'East' LIMIT 30",
  "charts/c.vl.json":
    '{"data":{"name":"data"},"mark":"bar","height":120,"encoding":{"x":{"field":"region","type":"nominal"},"y":{"field":"weight","type":"quantitative"}}}',
  "report.md": `# Sales
::chart{spec="c" data="groups" title="Weight" alt="Weights of regions."}
::table{data="groups" title="Groups"}
::table{data="first" title="First"}
::table{data="shops" title="Shops"}
::table{data="running" title="Running"}
`,
};

async function bothReports(
  store: MemoryObjectStore,
  request: Readonly<Record<string, unknown>>,
): Promise<readonly { readonly id: string; readonly sha256: string }[]> {
  const reports = [];
  for (const one of [store, await withoutParquet(store)]) {
    const world = createWorld(one);
    const accepted = await acceptReport(request, world);
    const { sha256 } = await generateReport(accepted, world);
    reports.push({ id: accepted.id, sha256 });
  }
  return reports;
}

test.each([["sales"], ["profile"]])(
  "a report has the same bytes from either: %s",
  { timeout: 120_000 },
  async (kind) => {
    const store = new MemoryObjectStore();
    const scratch = await openScratchFolder();
    const { version } = await storeDataset(store, "sales", { body: sales(6_000), format: "csv" }, scratch);
    await scratch.dispose();
    expect((await readStoredProfile(store, "sales", version))?.parquet?.written).toEqual(["shop", "day"]);
    if (kind === "sales") {
      const entries = Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
      await seedTemplate(store, "sales", new Map(entries));
    } else
      await seedTemplate(
        store,
        "dataset-profile",
        join(import.meta.dirname, "../../../../../templates/dataset-profile"),
      );
    const request =
      kind === "sales" ? { template: "sales" } : { template: "dataset-profile", datasets: { data: "sales" } };
    const [parquet, text] = await bothReports(store, request);
    expect(parquet).toEqual(text);
  },
);

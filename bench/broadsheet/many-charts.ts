import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import { generateReport } from "../../functions/core/report/generate-report.ts";
import { storeTemplate } from "../../functions/core/report/template/store/store-template.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import type { Contender } from "../measure/contender.ts";

const spec = {
  data: { name: "drawn" },
  mark: { type: "line", point: true },
  encoding: {
    x: { field: "year", type: "ordinal" },
    y: { field: "value", type: "quantitative" },
    color: { field: "name", type: "nominal" },
  },
};

const csv = `year,name,value\n${Array.from({ length: 60 }, (_, i) => `${2000 + (i % 20)},series ${Math.floor(i / 20)},${(i * 37) % 101}`).join("\n")}\n`;

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Renders a report with many charts of one spec; each is compiled, run and drawn separately. */
export async function open({ charts }: { readonly charts: number }): Promise<Contender> {
  const store = new MemoryObjectStore();
  const world = { ...createWorld(store), limits: { pages: 10_000 } };
  const figures = Array.from(
    { length: charts },
    (_, index) =>
      `::chart{spec="lines" data="drawn" id="fig-${index}" title="Chart ${index + 1}" deck="Value" source="Made up" alt="Three lines."}`,
  );
  const files = {
    "template.yaml": `title: Charts
date: "2026-01-30"
parameters:
  type: object
  properties: { more: { type: integer, default: 0 } }
datasets:
  points: { columns: { year: integer, name: text, value: number } }
`,
    "report.md": `# Charts\n\n${figures.join("\n\n")}\n`,
    "queries/drawn.sql": "SELECT year, name, value + $more AS value FROM points ORDER BY ALL",
    "charts/lines.vl.json": JSON.stringify(spec),
  };
  await storeTemplate(store, "charts", new Map(Object.entries(files).map(([path, text]) => [path, encode(text)])));
  const scratch = await openScratchFolder();
  await storeDataset(store, "points", { body: encode(csv), format: "csv" }, scratch);
  await scratch.dispose();
  return {
    async make(iteration) {
      const { pdf, timings } = await generateReport(
        await acceptReport(
          { template: "charts", parameters: { more: iteration }, datasets: { points: "points" } },
          world,
        ),
        world,
      );
      return { pdf, parts: timings };
    },
  };
}

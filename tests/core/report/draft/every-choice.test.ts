import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { layOutReport, type World } from "../../../../functions/core/report/generate-report.ts";
import type { Template } from "../../../../functions/core/report/template/template.ts";
import { checkFiles } from "../../../../functions/render/check-files.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { draftOf, openText } from "./draft-of-text.ts";
import { officeTables } from "./office-shapes.ts";

const isSoak = process.env["SOAK"] !== undefined;
/** A few of the tables of one seed; `SOAK=1` takes all of several. */
const sampled = ["cycles", "gaps"];
const tables = (isSoak ? [1, 2, 3] : [1]).flatMap((seed) =>
  officeTables(seed).flatMap((table) => (isSoak || sampled.includes(table.name) ? [{ seed, ...table }] : [])),
);

test.each(tables)(
  "$name ($seed): every choice renders, and next month's rows do",
  { timeout: 600_000 },
  async (made) => {
    const { head, rows } = made;
    const table = await openText(head, rows.slice(0, Math.ceil(rows.length * 0.9)));
    const { files } = await draftOf(table, { language: (["en", "de", "zh"] as const)[rows.length % 3]! });
    const bytes = new Map<string, Uint8Array>([
      ...[...files].map(([path, text]) => [path, Buffer.from(text)] as const),
      [`data/records.${table.extension}`, table.sample],
    ]);
    expect(await checkFiles("draft", bytes, createWorld(new MemoryObjectStore()))).toEqual({
      errors: [],
      warnings: [],
    });
    const world = createWorld(new MemoryObjectStore());
    const template = await seedTemplate(world.store, "draft", bytes);
    for (const parameters of await choicesOf(template, world))
      expect([parameters, await warningsOf(template, world, { parameters })]).toEqual([parameters, []]);
    const scratch = await openScratchFolder();
    const body = Buffer.from(`${head}\n${rows.join("\n")}\n`);
    await storeDataset(world.store, "next", { body, format: "csv" }, scratch, datasetLimits);
    await scratch.dispose();
    expect(await warningsOf(template, world, { datasets: { records: "next" } })).toEqual([]);
  },
);

/** Every value of each parameter, the others having their defaults; of many periods three. */
async function choicesOf(template: Template, world: World): Promise<Record<string, unknown>[]> {
  const properties = template.parameters["properties"] as Readonly<
    Record<string, { readonly enum?: readonly string[] }>
  >;
  const { tables: found } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  const all = found.get("period_choices")?.rows.map((row) => String(row["key"])) ?? [];
  const periods = isSoak ? all : [all[0]!, all[Math.floor(all.length / 2)]!, all.at(-1)!];
  return [
    {},
    ...Object.entries(properties).flatMap(([name, { enum: values = periods }]) =>
      [...new Set(values)].map((value) => ({ [name]: value })),
    ),
  ];
}

async function warningsOf(template: Template, world: World, asked: object): Promise<readonly string[]> {
  const accepted = await acceptReport({ template: template.name, ...asked }, world);
  const warnings: string[] = [];
  await layOutReport(accepted, world, ({ code, message }) => void warnings.push(`${code}: ${message}`));
  return warnings;
}

import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../../functions/seed/seed-template.ts";
import { draftOf, openPlain } from "../draft-of-text.ts";

/** The title of a draft, and that of its report on later data. */
async function titlesOf(
  head: string,
  rows: readonly string[],
  later: readonly string[],
): Promise<readonly [string, string]> {
  const table = await openPlain(head, rows);
  const { files } = await draftOf(table);
  const world = createWorld(new MemoryObjectStore());
  const template = await seedTemplate(
    world.store,
    "draft",
    new Map<string, Uint8Array>([
      ...[...files].map(([path, text]) => [path, Buffer.from(text)] as const),
      [`data/records.${table.extension}`, table.sample],
    ]),
  );
  const scratch = await openScratchFolder();
  const body = Buffer.from(`${head}\n${later.join("\n")}\n`);
  await storeDataset(world.store, "next", { body, format: "csv" }, scratch, datasetLimits);
  await scratch.dispose();
  const titles = [];
  for (const datasets of [{}, { datasets: { records: "next" } }]) {
    const accepted = await acceptReport({ template: template.name, ...datasets }, world);
    titles.push((await layOutReport(accepted, world, () => {})).document.title);
  }
  return titles as unknown as readonly [string, string];
}

const names = ["Alm", "Bern", "Chur", "Dorn", "Elm", "Furt", "Gais", "Horn", "Inn", "Jona", "Kerns", "Lax"];
const many = (row: (name: string, at: number) => string): readonly string[] => names.map(row);

const shapes: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ["plan", "shop,budget,actual", many((n, at) => `${n},${100 + at},${90 + 3 * at}`), many((n) => `${n},,5`)],
  ["rate", "line,produced,scrapped", many((n, at) => `${n},${1000 + at},${10 + at}`), many((n) => `${n},,5`)],
  [
    "kinds",
    "place,Reds,Blues,Greens,Other",
    many((n, at) => `${n},${700 + 11 * at},${500 + 7 * at},${90 + at},${30 + at}`),
    many((n) => `${n},0,0,0,0`),
  ],
  [
    "scale",
    "pupil,Maths,English,Physics",
    many((n, at) => `${n},${50 + 3 * at},${60 + at},${70 + 2 * at}`),
    many((n) => `${n},,,`),
  ],
  [
    "duration",
    "ticket,opened,closed",
    many((n, at) => `${n},2025-0${1 + (at % 8)}-01,2025-0${1 + (at % 8)}-${10 + at}`),
    many((n) => `${n},2025-09-10,`),
  ],
  ["comparison", "place,people", many((n, at) => `${n},${900 + 17 * at}`), many((n) => `${n},`)],
  [
    "statement",
    "line,budget,actual",
    [
      "Fees,4000,4100",
      "Gifts,2550,2600",
      "Total income,6550,6700",
      "Rent,3010,3100",
      "Pay,1020,990",
      "Total costs,4030,4090",
      "Result,2520,2610",
    ],
    ["Fees,4000,4100", "Gifts,2550,2600", "Rent,3010,3100"],
  ],
];

test.each(shapes)("a title says nothing of a %s that later data does not have", async (_name, head, rows, later) => {
  const [first, second] = await titlesOf(head, rows, later);
  expect(first).toMatch(/\d/);
  expect(second).not.toMatch(/n\/a|[:,(] ?[,.;)]| {2}|\bof ,|with ,|%|undefined|null/);
  expect(second.trim(), `${first} → ${second}`).not.toMatch(/^[,:;]|[,:;]$/);
});

import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { layOutReport, type World } from "../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { openText, templateOf } from "../draft/draft-of-text.ts";
import { seeded } from "../dataset/seeded.ts";
import { checkFoldedWords, type FoldedWords } from "./folded-words.ts";
import { type EditedWords, editPrintedWords } from "./printed-words.ts";

const isSoak = process.env["SOAK"] !== undefined;

async function editWordsOf(template: string, world: World): Promise<EditedWords & { readonly boxes: FoldedWords }> {
  const accepted = await acceptReport({ template }, world);
  const report = { ...(await layOutReport(accepted, world, () => {})), accepted };
  return {
    ...editPrintedWords(report, isSoak ? 2000 : 7),
    boxes: checkFoldedWords(report, seeded(33), isSoak ? 400 : 5),
  };
}

/** The boxes show what is printed, and words that are written over it are printed in its place. */
function expectFolded({ checked, edited, refused, faults }: FoldedWords): void {
  expect(faults).toEqual([]);
  expect(checked).toBeGreaterThan(1);
  expect(refused).toBeLessThanOrEqual(edited);
}

const shipped = ["country-profile", "dataset-profile", "high-tech-industries", "monthly-business-review"];

test.each(shipped)("every printed word of %s is edited in the text that printed it", async (name) => {
  const store = new MemoryObjectStore();
  await seedTemplate(store, "edited", join(import.meta.dirname, "../../../../templates", name));
  const { edited, faults, boxes } = await editWordsOf("edited", createWorld(store));
  expect(faults).toEqual([]);
  expect(edited).toBeGreaterThan(3);
  expectFolded(boxes);
});

const months = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`);
const random = seeded(33);
const about = (value: number): string => String(Math.round(value * (0.8 + 0.4 * random())));

/** Tables whose drafts take other branches of their conditions. */
const tables: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "a course that varies": ["month,passengers", months(36).map((month) => `${month},${about(2000)}`)],
  "a course with one step": ["month,passengers", months(36).map((month, at) => `${month},${at === 0 ? 1999 : 2000}`)],
  "a course that rises": ["month,passengers", months(36).map((month, at) => `${month},${1000 + at * 40}`)],
  "a course that falls": ["month,passengers", months(36).map((month, at) => `${month},${9000 - at * 90}`)],
  "a leap at the end": ["month,passengers", months(36).map((month, at) => `${month},${at === 35 ? 9000 : 2000 + at}`)],
  "a fall to nothing": ["month,passengers", months(36).map((month, at) => `${month},${at === 35 ? 0 : 2000 + at}`)],
  "few periods": ["month,passengers", months(4).map((month, at) => `${month},${12 + at}`)],
  "routes by month": [
    "month,route,passengers,revenue",
    months(24).flatMap((month) =>
      ["North", "South", "Isle"].map((route) => `${month},${route},${about(900)},${about(90)}`),
    ),
  ],
  "members without a period": [
    "city,people,area",
    ["Oslo", "Bergen", "Bodo", "Voss", "Moss", "Hamar"].map((city) => `${city},${about(90000)},${about(400)}`),
  ],
  "years of countries": [
    "country,year,rate",
    ["Norway", "Sweden", "Denmark"].flatMap((country) =>
      Array.from({ length: 12 }, (_, at) => `${country},${2013 + at},${about(50)}`),
    ),
  ],
};

test.each(Object.entries(tables))(
  "every printed word of a draft of %s is edited where it is written",
  async (_, [head, rows]) => {
    const { world, template } = await templateOf(await openText(head, rows));
    const { edited, faults, boxes } = await editWordsOf(template.name, world);
    expect(faults).toEqual([]);
    expect(edited).toBeGreaterThan(3);
    expectFolded(boxes);
    expect(boxes.folded).toBeGreaterThan(0);
  },
);

import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { generateReport } from "../../../functions/core/report/generate-report.ts";
import { storeDataset } from "../../../functions/core/report/dataset/store-dataset.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { sentenceTemplate } from "./sentence-template.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A template of one sentence over cities, with these checks. */
const filesWith = (checks: string): Map<string, Uint8Array> =>
  sentenceTemplate(`    columns: { city: text, code: text, share: number }\n    checks:\n${checks}`);

async function render(checks: string, csv: string) {
  const store = new MemoryObjectStore();
  const scratch = await openScratchFolder();
  try {
    await storeDataset(store, "cities", { body: bytes(csv), format: "csv" }, scratch);
    await storeTemplate(store, "sentence", filesWith(checks));
    const world = createWorld(store);
    return await generateReport(await acceptReport({ template: "sentence" }, world), world);
  } finally {
    await scratch.dispose();
  }
}

const good = "city,code,share\nBeijing,007,0.5\nTianjin,008,0.25\n";

test("a report is made of data that hold the template's checks", async () => {
  const checks = `      - required: [city]
      - values: { code: ["007", "008"] }
      - range: { share: { from: 0.25, to: 0.5 } }
      - rows: { from: 2, to: 2 }`;
  expect((await render(checks, good)).warnings.map(({ code }) => code)).toEqual([]);
});

test("data that break a check fail the report, with rows and values; a warning is the report's", async () => {
  const csv = "city,code,share\nBeijing,007,0.5\n,008,1.5\n";
  const failing = "      - required: [city]\n      - range: { SHARE: { to: 1 } }\n        severity: warning";
  await expect(render(failing, csv)).rejects.toMatchObject({
    kind: "invalid-dataset",
    status: 422,
    problems: [
      {
        code: "broken-check",
        message: '1 row of "city" has no value; the first is row 2',
        where: { pointer: "/datasets/cities", dataset: "cities", name: "city", row: 2 },
        seen: [2],
      },
    ],
  });
  const warning = "      - range: { share: { to: 1 } }\n        severity: warning";
  for (let time = 0; time < 2; time += 1)
    expect((await render(warning, csv)).warnings).toMatchObject([
      { code: "broken-check", where: { name: "share", row: 2 }, seen: [2] },
    ]);
});

test("a faulty check is refused by file and line", async () => {
  for (const [checks, code] of [
    ["      - required: [city]\n        unique: [city]", "invalid-member"],
    ["      - severity: warning", "invalid-member"],
    ["      - uniqe: [city]", "unknown-field"],
    ["      - range: { share: {} }", undefined],
  ] as const) {
    const error = await render(checks, good).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BroadsheetError);
    const [problem] = (error as BroadsheetError).problems;
    expect((error as BroadsheetError).kind).toBe("invalid-template");
    expect(problem?.where).toMatchObject({ file: "template.yaml", line: expect.any(Number) as number });
    if (code !== undefined) expect(problem?.code).toBe(code);
  }
});

import { beforeAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { systemClock } from "../../../../../functions/adapters/system-clock.ts";
import { acceptBatch } from "../../../../../functions/core/service/batch/door/accept-batch.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import type { BatchRow } from "../../../../../functions/core/service/batch/batch.ts";
import type { BatchWorld } from "../../../../../functions/core/service/batch/batch-world.ts";
import { endBatch } from "../../../../../functions/core/service/batch/end/end-batch.ts";
import { makePage } from "../../../../../functions/core/service/batch/page/make-page.ts";
import { planBatch } from "../../../../../functions/core/service/batch/plan/plan-batch.ts";
import { itemFormKey, itemKey } from "../../../../../functions/core/service/batch/records/batch-keys.ts";
import { renderOneByOne } from "../../../../../functions/core/service/batch/render-rows.ts";
import { requestBatch } from "../../../../../functions/core/service/batch/request/request-batch.ts";
import { readBatch } from "../../../../../functions/core/service/batch/status/batch-status.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { generateReport } from "../../../../../functions/core/report/generate-report.ts";
import { openBatchDoor } from "../../../../../functions/core/service/batch/door/open-batch.ts";
import { storeTemplate } from "../../../../../functions/core/report/template/store/store-template.ts";
import { makeRendition } from "../../../../../functions/render/make-rendition.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { sentence } from "../../../../http/open-test-app.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const store = new MemoryObjectStore();
const world = { store, openScratch: () => openScratchFolder() };

async function dataset(name: string, csv: string): Promise<void> {
  const scratch = await openScratchFolder();
  await storeDataset(store, name, { body: bytes(csv), format: "csv" }, scratch);
  await scratch.dispose();
}

beforeAll(async () => {
  const yaml = new TextDecoder()
    .decode(sentence.get("template.yaml"))
    .replace("    year: {", "    code: { type: string, default: none }\n    year: {");
  await storeTemplate(store, "sentence", new Map([...sentence, ["template.yaml", bytes(yaml)]]));
  await dataset("numbers", "year,value\n2019,1.25\n2020,1.5\n2021,2\n");
  await dataset("customers", "id,Last name,year\n12,Ann,2020\n13,Bob,1999\n14,,2021\n15,Zoë,\n");
});

const body = {
  template: "sentence",
  rows: { dataset: "customers" },
  map: { year: "year", code: "id" },
  name: 'letter-{{ id }}-{{ columns["Last name"] | default: "x" }}',
};

async function rowsOf(given: object): Promise<BatchRow[]> {
  const groups: BatchRow[] = [];
  for await (const group of openBatchDoor(world).readRows(await acceptBatch(given, world))) groups.push(...group);
  return groups;
}

test("rows are mapped, named and checked; a bad one carries pointer, row, column and value", async () => {
  expect(await rowsOf(body)).toEqual([
    { row: 1, name: "letter-12-Ann", parameters: { year: 2020, code: "12" } },
    {
      row: 2,
      name: "letter-13-Bob",
      kind: "invalid-request",
      problems: [
        expect.objectContaining({
          code: "parameter-out-of-range",
          seen: 1999,
          where: { pointer: "/parameters/year", row: 2, name: "year" },
        }),
      ],
    },
    { row: 3, name: "letter-14-x", parameters: { year: 2021, code: "14" } },
    // An empty cell takes the parameter's default.
    { row: 4, name: "letter-15-Zoë", parameters: { code: "15" } },
  ]);
});

test("rows come from a query over the datasets, in its order", async () => {
  const rows = await rowsOf({
    ...body,
    rows: { query: "SELECT year AS y, value FROM numbers WHERE year < $year + 1 ORDER BY value DESC" },
    parameters: { year: 2020 },
    map: { year: "y" },
    name: "{{ row }} {{ y }}",
  });
  expect(rows).toEqual([
    { row: 1, name: "1 2020", parameters: { year: 2020 } },
    { row: 2, name: "2 2019", parameters: { year: 2019 } },
  ]);
});

test("rows are streamed, and others act after every hundred", async () => {
  const accepted = await acceptBatch(
    { ...body, rows: { query: "SELECT range AS n FROM range(10000)" }, map: { code: "n" }, name: "{{ n }}" },
    world,
  );
  let [rows, groups, turns] = [0, 0, 0];
  let reading = true;
  const other = (): void => {
    turns += 1;
    if (reading) setImmediate(other);
  };
  setImmediate(other);
  for await (const group of openBatchDoor(world).readRows(accepted)) {
    rows += group.length;
    groups += 1;
    expect(group.length).toBeLessThanOrEqual(100);
  }
  reading = false;
  expect(rows).toBe(10_000);
  expect(groups).toBeGreaterThanOrEqual(100);
  expect(turns).toBeGreaterThanOrEqual(groups - 1);
});

test.each([
  [
    "an unknown column of a dataset, at once",
    { map: { year: "yeer" } },
    { code: "unknown-column", where: { pointer: "/map/year" }, hint: expect.stringContaining("year") },
  ],
  [
    "an unknown parameter",
    { map: { yeer: "year" } },
    { code: "unknown-parameter", where: { pointer: "/map/yeer" }, allowed: ["code", "year"] },
  ],
  [
    "an unknown dataset",
    { rows: { dataset: "customer" } },
    { code: "unknown-dataset", where: { pointer: "/rows/dataset", dataset: "customer" } },
  ],
  ["two sources of rows", { rows: { dataset: "customers", query: "SELECT 1" } }, { where: { pointer: "/rows" } }],
  ["a share that is none", { tolerate: "5 percent" }, { where: { pointer: "/tolerate" }, seen: "5 percent" }],
  ["an unknown member", { nmae: "x" }, { code: "unknown-field", where: { pointer: "/nmae" }, seen: "nmae" }],
  [
    "an output that is not made here",
    { output: "zip" },

    { code: "output-not-available", where: { pointer: "/output" }, seen: "zip", allowed: ["files"] },
  ],
  ["an invalid date", { date: "2026-02-30" }, { code: "invalid-date" }],
])("%s is refused", async (_, change, problem) => {
  await expect(acceptBatch({ ...body, ...change }, world)).rejects.toMatchObject({ problems: [problem] });
});

test.each([
  ["the name's text", { name: "{{ custmer }}" }, { code: "unknown-variable", where: { pointer: "/name" } }],
  [
    "a column of a query",
    { rows: { query: "SELECT year FROM numbers" }, map: { year: "y" } },
    { code: "unknown-column", where: { pointer: "/map/year" }, allowed: ["year"] },
  ],
  [
    "a query",
    { rows: { query: "SELECT yeer FROM numbers" } },
    { where: expect.objectContaining({ pointer: "/rows/query" }), message: expect.not.stringContaining("rows.query") },
  ],
  ["a query of files", { rows: { query: "FROM 'numbers.csv'" } }, { code: "no-files" }],
  ["more than one statement", { rows: { query: "SELECT 1; SELECT 2" } }, { code: "not-a-select" }],
])("a fault in %s fails the plan", async (_, change, problem) => {
  await expect(rowsOf({ ...body, ...change })).rejects.toMatchObject({ problems: [problem] });
});

test.each([["../up"], ["a/b"], [".hidden"], ["con"], ["x".repeat(200)], ["tab\tbed"], [""]])(
  "%j is no name of an item",
  async (name) => {
    const [row] = await rowsOf({
      ...body,
      rows: { query: `SELECT '${name}' AS n, 2020 AS year` },
      map: { year: "year" },
      name: "{{ n }}",
    });
    expect(row).toMatchObject({
      row: 1,
      problems: [{ code: "invalid-item-name", where: { pointer: "/name", row: 1 } }],
    });
    expect(row).not.toHaveProperty("name");
  },
);

test("the same batch has the same id; its page size is no part of it", async () => {
  const one = await acceptBatch(body, world);
  expect((await acceptBatch({ ...body, tolerate: 0, output: "files", renditions: [] }, world)).id).toBe(one.id);
  const both = await acceptBatch({ ...body, renditions: ["html", "xlsx"] }, world);
  expect((await acceptBatch({ ...body, renditions: ["xlsx", "html"] }, world)).id).toBe(both.id);
  expect(both.pageRows).toBeLessThan(one.pageRows);
  for (const change of [
    { tolerate: 1 },
    { tolerate: "1%" },
    { output: "zip" },
    { renditions: ["xlsx"] },
    { name: "x-{{ id }}" },
    { map: { year: "year" } },
    { date: "2026-01-01" },
  ])
    expect((await acceptBatch({ ...body, ...change }, { ...world, outputs: ["files", "zip"] })).id).not.toBe(one.id);
});

test("an item's bytes are those of the same single request, in each form", { timeout: 60_000 }, async () => {
  const pipeline = createWorld(store);
  const batchWorld: BatchWorld = {
    ...world,
    clock: systemClock,
    engine: pipeline.engine,
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    newToken: () => crypto.randomUUID(),
    door: openBatchDoor(world),
    renderRows: renderOneByOne((accepted) => generateReport(accepted, pipeline)),
    makeRendition: (order) => makeRendition(order, pipeline),
  };
  const accepted = await acceptBatch({ ...body, tolerate: 1, renditions: ["xlsx", "html"] }, world);
  await requestBatch(accepted, batchWorld);
  await planBatch(accepted.id, 1, batchWorld);
  await makePage(accepted.id, 1, 1, batchWorld);
  await endBatch(accepted.id, 1, batchWorld);
  expect(await readBatch(accepted.id, batchWorld)).toMatchObject({ state: "ready", counts: { ready: 3, failed: 1 } });
  const request = await acceptReport({ template: "sentence", parameters: { year: 2021, code: "14" } }, world);
  const single = await generateReport(request, pipeline);
  const item = (await store.get(itemKey(accepted.id, 1, "letter-14-x")))!;
  expect(sha256(item.body)).toBe(single.sha256);
  for (const form of ["html", "xlsx"] as const) {
    const order = { form, accepted: request, printed: { sha256: single.sha256 } };
    const file = (await store.get(itemFormKey(accepted.id, 1, "letter-14-x", form)))!;
    expect(sha256(file.body), form).toBe(sha256(await makeRendition(order, pipeline)));
  }
});

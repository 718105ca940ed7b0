import { beforeAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { acceptBatch } from "../../../../../functions/core/service/batch/door/accept-batch.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { storeTemplate } from "../../../../../functions/core/report/template/store/store-template.ts";
import { sentence } from "../../../../http/open-test-app.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const store = new MemoryObjectStore();
const world = { store, openScratch: () => openScratchFolder() };
const versions: Record<string, string> = {};
let template: { readonly name: string; readonly version: string };

beforeAll(async () => {
  const yaml = new TextDecoder().decode(sentence.get("template.yaml"));
  const stored = await storeTemplate(
    store,
    "sentence",
    new Map([
      ...sentence,
      ["template.yaml", bytes(yaml.replace("datasets:\n", "datasets:\n  targets:\n    columns: { year: integer }\n"))],
    ]),
  );
  template = { name: "sentence", version: stored };
  const scratch = await openScratchFolder();
  for (const [name, csv] of [
    ["numbers", "year,value\n2020,1.5\n"],
    ["goals", "year\n2020\n"],
    ["customers", "id,year,mail,copy\n1,2020,a@example.org,b@example.org\n"],
  ] as const) {
    versions[name] = (await storeDataset(store, name, { body: bytes(csv), format: "csv" }, scratch)).version;
  }
  await scratch.dispose();
});

const body = {
  template: "sentence",
  datasets: { targets: "goals" },
  rows: { dataset: "customers" },
  map: { year: "year" },
  name: "item-{{ id }}",
};
const pinned = (name: string) => ({ name, version: versions[name]! });

test("a batch is pinned whole: template, given and default datasets, rows and all that they need", async () => {
  expect(await acceptBatch({ ...body, date: "2026-01-31", parameters: {}, tolerate: "5%" }, world)).toStrictEqual({
    id: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    template,
    datasets: { numbers: pinned("numbers"), targets: pinned("goals") },
    parameters: {},
    date: "2026-01-31",
    rows: { dataset: pinned("customers") },
    map: { year: "year" },
    name: "item-{{ id }}",
    tolerate: { percent: 5 },
    output: "files",
    pageRows: 1000,
  });
});

test("a batch without a date or letters has neither", async () => {
  const accepted = await acceptBatch({ ...body, rows: { query: "SELECT 1 AS year" } }, world);
  expect(accepted).not.toHaveProperty("date");
  expect(accepted).not.toHaveProperty("columns");
  expect(accepted.rows).toStrictEqual({ query: "SELECT 1 AS year" });
});

test("columns for letters are kept once each, in order of the alphabet, and belong to the batch's identity", async () => {
  const columns = new Map([
    ["/deliver/0/to", "mail"],
    ["/deliver/1/to", "copy"],
    ["/deliver/2/to", "mail"],
  ]);
  const accepted = await acceptBatch(body, { ...world, columns });
  expect(accepted.columns).toEqual(["copy", "mail"]);
  expect(accepted.id).toBe((await acceptBatch(body, { ...world, columns: new Map([...columns].toReversed()) })).id);
  expect(accepted.id).not.toBe((await acceptBatch(body, world)).id);
});

test.each([
  [
    "a dataset that is missing",
    { datasets: {} },
    {
      code: "missing-dataset",
      message: 'the dataset "targets" is missing',
      where: { pointer: "/datasets/targets" },
      hint: "the template has no default for it: name a stored dataset",
    },
  ],
  [
    "a dataset that the template does not have",
    { datasets: { targets: "goals", target: "goals" } },
    { where: { pointer: "/datasets/target" } },
  ],
  [
    "a tag in the name",
    { name: "{% if id %}x{% endif %}" },
    {
      code: "tags-in-name",
      where: { pointer: "/name" },
      seen: "{% if id %}x{% endif %}",
      allowed: "text, {{ column }} and filters",
    },
  ],
  [
    "an unknown shared parameter",
    { parameters: { "a/b": 1 } },
    {
      code: "unknown-parameter",
      message: 'the template "sentence" has no parameter "a/b"',
      where: { pointer: "/parameters/a~1b" },
      seen: "a/b",
      allowed: ["year"],
    },
  ],
  [
    "an unknown column",
    { map: { year: "yeer" } },
    {
      code: "unknown-column",
      message: 'the dataset "customers" has no column "yeer"',
      where: { pointer: "/map/year" },
      seen: "yeer",
      allowed: ["id", "year", "mail", "copy"],
      hint: 'did you mean "year"?',
    },
  ],
])("%s is the fault of the request", async (_, change, problem) => {
  await expect(acceptBatch({ ...body, ...change }, world)).rejects.toMatchObject({
    kind: "invalid-request",
    problems: [problem],
  });
});

test("faults are told together, and a column of a letter at its place", async () => {
  const faulty = { ...body, datasets: {}, name: "{% x %}", parameters: { yeer: 1 } };
  const error: unknown = await acceptBatch(faulty, { ...world, columns: new Map([["/deliver/0/to", "mial"]]) }).catch(
    (thrown: unknown) => thrown,
  );
  const { problems } = error as {
    readonly problems: readonly { readonly code: string; readonly where: { readonly pointer: string } }[];
  };
  expect(problems.map(({ code, where }) => [code, where.pointer])).toEqual([
    ["tags-in-name", "/name"],
    ["missing-dataset", "/datasets/targets"],
    ["unknown-parameter", "/parameters/yeer"],
    ["unknown-column", "/deliver/0/to"],
  ]);
});

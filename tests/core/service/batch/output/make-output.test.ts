import { beforeAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import {
  type CollectedItem,
  makeOutput,
  type OutputSettings,
} from "../../../../../functions/core/service/batch/output/make-output.ts";
import { checkPdf } from "../../../../../functions/proof/check-pdf.ts";
import { readPdf } from "../../../report/pdf/read-pdf.ts";
import { sampleReport } from "./volume/sample-reports.ts";

const names = Array.from({ length: 23 }, (_, index) => `item-${23 - index}`);
let pdf: Uint8Array;
beforeAll(async () => {
  pdf = await sampleReport("one");
});

async function* items(): AsyncGenerator<CollectedItem> {
  for (const name of names) yield { name, key: `items/${name}.pdf`, pages: 2, bytes: pdf.length, sha256: sha256(pdf) };
}

async function storeWith(kind: OutputSettings["kind"], change: Partial<OutputSettings> = {}, missing?: string) {
  const store = new MemoryObjectStore();
  for (const name of names) if (name !== missing) await store.put(`items/${name}.pdf`, pdf, "application/pdf");
  let open = 0;
  let most = 0;
  const get = store.get.bind(store);
  store.get = async (key) => {
    most = Math.max(most, (open += 1));
    // Later items may answer before earlier ones.
    for (let turn = key.length % 3; turn >= 0; turn--) await new Promise(setImmediate);
    open -= 1;
    return await get(key);
  };
  const settings: OutputSettings = {
    kind,
    store,
    prefix: "batches/b/1/output/",
    title: "Statements",
    producer: "Broadsheet 1",
    ...change,
  };
  const make = () => makeOutput(items(), settings);
  return { store, make, most: () => most };
}

test("an archive of all reports, in order, with the date that they bear", async () => {
  const { store, make, most } = await storeWith("zip");
  const made = await make();
  const { body } = (await store.get("batches/b/1/output/reports.zip"))!;
  expect(made).toEqual({
    files: [
      {
        key: "batches/b/1/output/reports.zip",
        name: "reports.zip",
        bytes: body.length,
        contentType: "application/zip",
        sha256: sha256(body),
      },
    ],
  });
  const text = Buffer.from(body).toString("latin1");
  expect([...text.matchAll(/(item-\d+\.pdf)%PDF/g)].map(([, name]) => name)).toEqual(
    names.map((name) => `${name}.pdf`),
  );
  // 2026-03-01 in the format of MS-DOS.
  expect(Buffer.from(body).readUInt16LE(12)).toBe((46 << 9) | (3 << 5) | 1);
  expect(most()).toBeGreaterThan(4);
  expect(await make()).toEqual(made);
});

test.each([
  ["1850-01-01", (0 << 9) | (1 << 5) | 1],
  ["2200-01-01", (127 << 9) | (12 << 5) | 31],
])("a date that no archive holds becomes the nearest: %s", async (date, written) => {
  const { store, make } = await storeWith("zip", { date });
  await make();
  expect(Buffer.from((await store.get("batches/b/1/output/reports.zip"))!.body).readUInt16LE(12)).toBe(written);
});

test("volumes hold as many reports as their limits allow, one after the other", async () => {
  const { store, make } = await storeWith("merged", { limits: { pages: 21, bytes: 1e9 }, date: "2026-03-31" });
  const { files } = await make();
  expect(files.map(({ name, contentType }) => [name, contentType])).toEqual(
    ["reports-001.pdf", "reports-002.pdf", "reports-003.pdf"].map((name) => [name, "application/pdf"]),
  );
  const volumes = await Promise.all(files.map(async ({ key }) => (await store.get(key))!.body));
  expect(volumes.map((volume) => checkPdf(volume))).toMatchObject(
    [20, 20, 6].map((pages) => ({ findings: [], pages })),
  );
  const read = await Promise.all(volumes.map(readPdf));
  expect(read.flatMap(({ outline }) => outline.map(({ title }) => title))).toEqual(names);
  expect(read.map(({ info }) => info["Title"])).toEqual(["Statements (1)", "Statements (2)", "Statements (3)"]);
  expect(files.map(({ bytes }) => bytes)).toEqual(volumes.map(({ length }) => length));
});

test("a report larger than a volume's limits has one of its own; a single volume has no number", async () => {
  const many = await (await storeWith("merged", { limits: { pages: 1, bytes: 1 } })).make();
  expect(many.files).toHaveLength(23);
  const { store, make } = await storeWith("merged");
  const { files } = await make();
  expect(files).toHaveLength(1);
  const { info } = await readPdf((await store.get(files[0]!.key))!.body);
  expect(info).toMatchObject({ Title: "Statements", CreationDate: "D:20260301000000Z" });
});

test.each(["zip", "merged"] as const)("a PDF that is missing fails the output, and leaves none: %s", async (kind) => {
  const { store, make } = await storeWith(kind, {}, "item-4");
  await expect(make()).rejects.toMatchObject({
    kind: "damaged",
    problems: [{ code: "corrupt-object", message: expect.stringContaining("is missing"), seen: "items/item-4.pdf" }],
  });
  expect((await store.list("batches/")).objects).toEqual([]);
});

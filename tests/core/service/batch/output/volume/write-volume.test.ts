import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, expect, test } from "vitest";
import {
  type VolumeItem,
  writeVolume,
} from "../../../../../../functions/core/service/batch/output/volume/write-volume.ts";
import { checkPdf } from "../../../../../../functions/proof/check-pdf.ts";
import { PdfReader } from "../../../../../../functions/proof/reader/pdf-reader.ts";
import { isDictionary, PdfStream } from "../../../../../../functions/proof/reader/pdf-syntax.ts";
import { readPdf, type ReadPdf, walk } from "../../../../report/pdf/read-pdf.ts";
import { gather, sampleReport } from "./sample-reports.ts";

const about = { title: "Statements <2026> & more — 信", date: "2026-03-31", producer: "Broadsheet 1" };

async function* itemsOf(reports: readonly (readonly [string, Uint8Array])[]): AsyncGenerator<VolumeItem> {
  for (const [name, bytes] of reports) yield { name, read: async () => bytes };
}

const bind = async (reports: readonly (readonly [string, Uint8Array])[]): Promise<Buffer> =>
  await gather(writeVolume(itemsOf(reports), () => about));

const roles = (node: ReadPdf["pages"][number]["structure"]): readonly string[] =>
  walk(node)
    .map(({ role }) => role)
    .filter((role) => !["Root", "Document", "Part"].includes(role));
const id = (bytes: Uint8Array): unknown =>
  (new PdfReader(bytes).trailer.get("ID") as readonly { bytes: string }[])[0]!.bytes;

const plain = (page: ReadPdf["pages"][number]) => ({
  ...page,
  fonts: page.fonts.map(({ embedded }) => embedded),
  links: page.links.map(({ url, contents }) => ({ url, contents })),
  structure: roles(page.structure),
});

let reports: readonly (readonly [string, Uint8Array])[];
let volume: Buffer;
let whole: ReadPdf;
let single: ReadPdf;
beforeAll(async () => {
  reports = await Promise.all(
    (["north", "süd", "东"] as const).map(
      async (name, index) => [name, await sampleReport(name, index === 2 ? "zh" : "en")] as const,
    ),
  );
  volume = await bind(reports);
  whole = await readPdf(volume);
  single = await readPdf(reports[0]![1]);
});

test("a volume is as tagged and archival as its reports", () => {
  expect(checkPdf(volume)).toMatchObject({ findings: [], pages: 6, pdfua1: true, pdfa3a: true, complete: true });
});

test("every page is as in its report: text, structure, links, fonts and labels", () => {
  for (const [index, page] of whole.pages.entries()) expect(plain(page)).toEqual(plain(single.pages[index % 2]!));
  expect(whole.labels).toEqual(["i", "7", "i", "7", "i", "7"]);
});

test("the outline has an entry for each report, with the report's own below", () => {
  const own = single.outline.map(({ title }) => title);
  expect(own.length).toBeGreaterThan(0);
  expect(
    whole.outline.map(({ title, items }) => [title, (items as ReadPdf["outline"]).map((item) => item.title)]),
  ).toEqual(["north", "süd", "东"].map((name) => [name, own]));
});

test("links and outline entries lead to pages of their own report", async () => {
  const document = await getDocument({ data: new Uint8Array(volume), verbosity: 0 }).promise;
  const outline = (await document.getOutline()) as unknown as { dest: unknown; items: { dest: unknown }[] }[];
  const pageOf = async (dest: unknown): Promise<number> => {
    const target = typeof dest === "string" ? await document.getDestination(dest) : (dest as unknown[]);
    return await document.getPageIndex((target as unknown[])[0] as never);
  };
  for (const [index, { dest, items }] of outline.entries()) {
    expect(await pageOf(dest)).toBe(2 * index);
    for (const item of items) expect(Math.floor((await pageOf(item.dest)) / 2)).toBe(index);
  }
  let links = 0;
  for (const [index, page] of whole.pages.entries()) {
    for (const { dest } of page.links.filter((link) => typeof link.dest === "string")) {
      expect(whole.destinations).toContain(dest);
      expect(Math.floor((await pageOf(dest)) / 2)).toBe(Math.floor(index / 2));
      links += 1;
    }
  }
  expect(links).toBeGreaterThan(0);
  await document.loadingTask.destroy();
});

test("attached files are all there, under names of their own, and one copy of what is the same", () => {
  expect([...whole.attachments.keys()].sort()).toEqual([
    "north bars.csv",
    "north manifest.json",
    "süd bars.csv",
    "süd manifest.json",
    "东 bars.csv",
    "东 manifest.json",
  ]);
  expect(Buffer.from(whole.attachments.get("süd manifest.json")!).toString()).toBe('{"id": "süd"}');
  const reader = new PdfReader(volume);
  const profiles = reader.numbers
    .map((number) => reader.object(number))
    .filter((item) => item instanceof PdfStream && item.dictionary.get("N") === 3);
  expect(profiles).toHaveLength(1);
  expect(volume.length).toBeLessThan(reports.reduce((sum, [, { length }]) => sum + length, 0));
});

test("keys of the parent tree and names of elements differ between reports", () => {
  const reader = new PdfReader(volume);
  const objects = reader.numbers.map((number) => reader.dictionary(reader.object(number)));
  const keys = objects.flatMap((object) =>
    ["StructParents", "StructParent"].flatMap((key) => (object.has(key) ? [object.get(key) as number] : [])),
  );
  expect(new Set(keys).size).toBe(keys.length);
  const ids = objects.flatMap((object) => (object.has("ID") && object.has("S") ? [reader.text(object.get("ID"))] : []));
  expect(ids.length).toBeGreaterThan(6);
  expect(new Set(ids).size).toBe(ids.length);
  const parts = objects.filter((object) => reader.name(object.get("S")) === "Part");
  expect(parts.map((part) => [reader.text(part.get("T")), reader.text(part.get("Lang"))])).toEqual([
    ["north", "en"],
    ["süd", "en"],
    ["东", "zh"],
  ]);
  expect(isDictionary(reader.catalog)).toBe(true);
});

test("metadata tell title, date, languages and producer, twice the same", () => {
  expect(whole.info).toMatchObject({ Title: about.title, Producer: "Broadsheet 1", CreationDate: "D:20260331000000Z" });
  expect(whole.xmp).toContain("Statements &lt;2026&gt; &amp; more — 信");
  expect(whole.xmp).toContain("<rdf:li>en</rdf:li><rdf:li>zh</rdf:li>");
  expect([whole.marked, whole.displayTitle]).toEqual([true, true]);
});

test("a volume of PDF 2.0 reports is PDF 2.0, with one namespace and destinations at elements", async () => {
  const later = await Promise.all(
    (["north", "süd"] as const).map(async (name) => [name, await sampleReport(name, "en", "ua2-a4f")] as const),
  );
  const bound = await bind(later);
  expect(checkPdf(bound)).toMatchObject({ findings: [], pages: 4, pdfua2: true, pdfa4f: true, complete: true });
  const reader = new PdfReader(bound);
  const objects = reader.numbers.map((number) => reader.dictionary(reader.object(number)));
  expect(objects.filter((object) => reader.name(object.get("Type")) === "Namespace")).toHaveLength(1);
  expect(reader.trailer.has("Info")).toBe(false);
  const document = await getDocument({ data: new Uint8Array(bound), verbosity: 0 }).promise;
  const outline = (await document.getOutline()) as unknown as { dest: unknown }[];
  const pages = outline.map(async ({ dest }) => await document.getPageIndex((dest as unknown[])[0] as never));
  expect(await Promise.all(pages)).toEqual([0, 2]);
  await document.loadingTask.destroy();
});

test("a report written to other standards than those before it is named, not bound", async () => {
  await expect(bind([reports[0]!, ["later", await sampleReport("later", "en", "ua2-a4f")]])).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "foreign-pdf", where: { name: "later" }, seen: "ua2-a4f", allowed: ["ua1-a3a"] }],
  });
});

test("the same reports give the same bytes, and others another identifier", async () => {
  expect(Buffer.compare(await bind(reports), volume)).toBe(0);
  expect(id(await bind(reports.slice(1)))).not.toBe(id(volume));
});

test("a volume of one report, and of none", async () => {
  expect(checkPdf(await bind(reports.slice(0, 1))).findings).toEqual([]);
  await expect(bind([])).rejects.toThrow("at least one report");
});

test.each([
  ["no PDF", () => Buffer.from("%PDF-1.7\nnothing")],
  ["a report cut short", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 3_000)],
  [
    "a stream of another length",
    (bytes: Uint8Array) =>
      Buffer.from(
        Buffer.from(bytes)
          .toString("latin1")
          .replace(
            /\/Length (\d+)/,
            (_, length: string) => `/Length ${String(Number(length) - 1).padStart(length.length, "0")}`,
          ),
        "latin1",
      ),
  ],
])("%s is named, not bound", async (_, damage) => {
  await expect(bind([reports[0]!, ["broken", damage(reports[1]![1])]])).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "foreign-pdf", where: { name: "broken" } }],
  });
});

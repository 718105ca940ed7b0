import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import type { DatasetContent } from "../../../../../functions/core/report/dataset/dataset-content.ts";
import { datasetFormat } from "../../../../../functions/core/report/dataset/dataset-format.ts";
import { nastyFiles } from "../nasty-files.ts";
import { kinds, quote, randomTable } from "../random-table.ts";
import { readBothWays } from "./read-both-ways.ts";

/** Files of one's own: folders, divided by colons. */
const folders = (process.env["TABLES"] ?? "").split(":").filter((folder) => folder !== "");
const isSoak = process.env["SOAK"] !== undefined;

/** Pieces that cut quotes, characters and line ends, and one that holds all. */
const sizes = [1, 2, 3, 5, 7, 64, 1_000, 4 * 1024 * 1024];

/** @returns whether the file was stored; fails unless both ways have stored the same, or have refused it alike */
async function isSame(name: string, content: DatasetContent, pieceBytes: number): Promise<boolean> {
  if (content.format === "xlsx") return false;
  const { whole, long } = await readBothWays(content, pieceBytes);
  expect({ name, pieceBytes, ...long }).toEqual({ name, pieceBytes, ...whole });
  return !("refused" in whole);
}

test("every nasty file is read alike in memory and in pieces", async () => {
  let stored = 0;
  for (const [index, { name, body, format = "csv", reading }] of nastyFiles.entries()) {
    if (!isSoak && index % 4 !== 0) continue;
    const content = { body: Buffer.from(body), format, reading };
    for (const size of isSoak ? sizes : [sizes[index % sizes.length]!]) if (await isSame(name, content, size)) stored++;
  }
  expect(stored).toBeGreaterThan(isSoak ? 400 : 20);
});

for (const folder of folders)
  test(`every file of ${folder} is read alike in memory and in pieces`, { timeout: 3_600_000 }, async () => {
    let stored = 0;
    for (const [index, file] of readdirSync(folder).toSorted().entries()) {
      if (![".csv", ".tsv", ".json", ".ndjson", ".parquet"].includes(extname(file))) continue;
      const content = { body: readFileSync(join(folder, file)), format: datasetFormat(file, file) };
      if (await isSame(file, content, sizes[index % sizes.length]!)) stored++;
    }
    expect(stored).toBeGreaterThan(0);
  });

test("random files are read alike in memory and in pieces", { timeout: 3_600_000 }, async () => {
  let stored = 0;
  for (let seed = 1; seed <= (isSoak ? 600 : 24); seed++)
    if (await isSame(`seed ${seed}`, randomTable(seed), sizes[seed % sizes.length]!)) stored++;
  expect(stored).toBeGreaterThan(isSoak ? 300 : 12);
});

test("arrays of JSON are stored alike from memory and from pieces", async () => {
  const rows = Array.from({ length: 2_000 }, (_, row) => ({ n: row, "a,b": `[${row}],"`, deep: { x: [row, "}"] } }));
  for (const text of [JSON.stringify(rows), JSON.stringify(rows, undefined, 2)])
    expect(await isSame("many", { body: Buffer.from(text), format: "json" }, 1_000)).toBe(true);
});

test.each(Object.keys(kinds))("a long column of the kind %s is read alike in memory and in pieces", async (kind) => {
  const all = [...kinds[kind]!, ""];
  const lines = Array.from({ length: 3_000 }, (_, row) => `${quote(all[row % all.length]!)},x`);
  const body = new TextEncoder().encode(`v,w\n${lines.join("\n")}`);
  expect(await isSame(kind, { body, format: "csv" }, 4_096)).toBe(true);
});

test.each([
  ["frames of Zstandard", zstdCompressSync],
  ["members of gzip", gzipSync],
])("a table in several %s is read alike in memory and in pieces", async (_, pack) => {
  const body = Buffer.concat(["a,b\n1,2\n", "3,4\n", "", "5,6\n"].map((text) => pack(text)));
  for (const size of sizes) expect(await isSame("several", { body, format: "csv" }, size)).toBe(true);
  const cut = body.subarray(0, body.length - 3);
  for (const size of sizes) expect(await isSame("cut short", { body: cut, format: "csv" }, size)).toBe(false);
});

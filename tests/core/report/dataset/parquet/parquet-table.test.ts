import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { expect, test } from "vitest";
import type { DatasetContent } from "../../../../../functions/core/report/dataset/dataset-content.ts";
import { datasetFormat } from "../../../../../functions/core/report/dataset/dataset-format.ts";
import { nastyFiles } from "../nasty-files.ts";
import { kinds, quote, randomTable } from "../random-table.ts";
import { declarations, declared, load, storeBothWays } from "./both-tables.ts";

/** Files of one's own, beside those of the repository: folders, divided by colons. */
const folders = (process.env["TABLES"] ?? "").split(":").filter((folder) => folder !== "");
const isSoak = process.env["SOAK"] !== undefined;

/** @returns what differs between the table in Parquet and that of the text, whatever types are declared */
async function differences(content: DatasetContent): Promise<string[] | undefined> {
  const both = await storeBothWays(content);
  if (both === undefined || content.format === "parquet") return undefined;
  expect(both.parquet.profile.parquet?.bytes).toBe((await both.parquet.read()).length);
  expect(both.parquet.profile.version).toBe(both.text.profile.version);
  const found: string[] = [];
  const plain = await load(both.text);
  if (JSON.stringify(await load(both.parquet)) !== JSON.stringify(plain)) found.push("the table");
  for (const columns of declarations(both.parquet).slice(0, isSoak ? undefined : 40)) {
    const [parquet, text] = [declared(both.parquet, columns), declared(both.text, columns)];
    if ((parquet === undefined) !== (text === undefined)) found.push(`${JSON.stringify(columns)} is allowed`);
    if (parquet === undefined || text === undefined) continue;
    if (JSON.stringify(await load(parquet)) !== JSON.stringify(await load(text))) found.push(JSON.stringify(columns));
  }
  return found;
}

test("the table of every nasty file is the same from Parquet", async () => {
  let stored = 0;
  for (const [index, { name, body, format = "csv", reading }] of nastyFiles.entries()) {
    if (!isSoak && index % 3 !== 0) continue;
    const found = await differences({ body: Buffer.from(body), format, reading });
    if (found !== undefined) stored += 1;
    expect([name, found ?? []]).toEqual([name, []]);
  }
  expect(stored).toBeGreaterThan(isSoak ? 80 : 25);
});

for (const folder of folders)
  test(`the table of every file of ${folder} is the same from Parquet`, async () => {
    let stored = 0;
    for (const file of readdirSync(folder).toSorted()) {
      if (![".csv", ".json", ".tsv", ".xlsx", ".ndjson"].includes(extname(file))) continue;
      const found = await differences({ body: readFileSync(join(folder, file)), format: datasetFormat(file, file) });
      if (found !== undefined) stored += 1;
      expect([file, found ?? []]).toEqual([file, []]);
    }
    expect(stored).toBeGreaterThan(0);
  });

test.each(Object.keys(kinds))("a long column of the kind %s is the same from Parquet", async (kind) => {
  const values = kinds[kind]!;
  for (const gap of [[], [""]]) {
    const all = [...values, ...gap];
    const lines = Array.from({ length: 3_000 }, (_, row) => `${quote(all[row % all.length]!)},x`);
    expect(await differences({ body: new TextEncoder().encode(`v,w\n${lines.join("\n")}`), format: "csv" })).toEqual(
      [],
    );
  }
});

test("the table of random files is the same from Parquet", { timeout: 3_600_000 }, async () => {
  let stored = 0;
  for (let seed = 1; seed <= (isSoak ? 600 : 20); seed += 1) {
    const found = await differences(randomTable(seed));
    if (found !== undefined) stored += 1;
    expect([seed, found ?? []]).toEqual([seed, []]);
  }
  expect(stored).toBeGreaterThan(10);
});

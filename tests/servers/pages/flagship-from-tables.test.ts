import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { open } from "../../../bench/broadsheet/flagship-from-tables.ts";
import { open as openWhole } from "../../../bench/broadsheet/flagship.ts";
import { flagshipStore, writePageFiles } from "../../../bench/content/page-files.ts";

test("a report from query results has the same bytes as the whole report, in both languages", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  const files = await writePageFiles(folder);
  expect(files.map(({ document }) => document.language)).toEqual(
    Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? "en" : "zh")),
  );
  const fromTables = await open({ store: flagshipStore(folder), tables: files.map(({ tables }) => tables) });
  const whole = await openWhole();
  for (const iteration of [0, 1, 3]) {
    const [ours, theirs] = [await fromTables.make(iteration), await whole.make(iteration)];
    expect(Buffer.compare(ours.pdf, theirs.pdf), `report ${iteration}`).toBe(0);
  }
  // They come in turn: after the last comes the first again.
  expect(Buffer.compare((await fromTables.make(files.length)).pdf, (await fromTables.make(0)).pdf)).toBe(0);
});

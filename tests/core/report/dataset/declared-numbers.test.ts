import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { checkDataset } from "../../../../functions/core/report/dataset/check-dataset.ts";
import { openDataset } from "../../../../functions/core/report/dataset/open-dataset.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { runOne } from "../query/query-bench.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

/** Columns of numbers: tenths, thousandths, short whole numbers, and those of 16 and of 18 digits. */
const columns = {
  tenths: [13.7, 2.5],
  thousandths: [0.125, 4],
  short: [5, 7],
  sixteen: ["1234567890123456", 3],
  eighteen: ["123456789012345678", 4],
} as const;
const names = Object.keys(columns);

test("no fraction is rounded away where columns that are declared as numbers meet", async () => {
  const store = new MemoryObjectStore();
  const rows = [0, 1].map((at) =>
    Object.values(columns)
      .map((values) => values[at as 0 | 1])
      .join(","),
  );
  const body = new TextEncoder().encode(`${names.join(",")}\n${rows.join("\n")}\n`);
  await storeDataset(store, "d", { body, format: "csv", reading: {} }, scratch);
  const opened = await openDataset(store, "d", { name: "d" });
  const dataset = checkDataset(opened, {
    alias: "d",
    columns: Object.fromEntries(names.map((name) => [name, "number"])),
  });
  for (const one of names)
    for (const other of names.filter((name) => name !== one)) {
      const ways = [
        `SELECT CASE 'a' WHEN 'a' THEN ${one} WHEN 'b' THEN ${other} END AS v FROM d`,
        `SELECT coalesce(${one}, ${other}) AS v FROM d`,
        `SELECT ${one} AS v FROM d UNION ALL SELECT ${other} FROM d`,
        `SELECT if(true, ${one}, ${other}) AS v FROM d`,
      ];
      for (const sql of ways) {
        const table = await runOne(`SELECT CAST(CAST(max(v) AS DOUBLE) AS VARCHAR) AS v FROM (${sql})`, [dataset]);
        const wanted = await runOne(
          `SELECT CAST(greatest(max(${one})::DOUBLE, ${sql.includes("UNION") ? `max(${other})::DOUBLE` : "0"}) AS VARCHAR) AS v FROM d`,
          [dataset],
        );
        expect([sql, table]).toEqual([sql, wanted]);
      }
    }
});

import { expect, test } from "vitest";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { keepSessions } from "../../../functions/core/report/query/session/keep-sessions.ts";
import { runQueries } from "../../../functions/core/report/query/run-queries.ts";
import { datasetOf, queriesOf } from "../../core/report/query/query-bench.ts";

/** Many reports on kept sessions: memory must not grow with their number. */
const large = await datasetOf(
  "sales",
  `id,region,amount\n${Array.from({ length: 20_000 }, (_, n) => `${n},r${n % 50},${((n * 7919) % 10_007) / 100}`).join("\n")}\n`,
);
const little = await datasetOf(
  "sales",
  `id,region,amount\n${Array.from({ length: 300 }, (_, n) => `${n},r${n % 50},${n}`).join("\n")}\n`,
);
const template = queriesOf({
  mine: "SELECT * FROM sales WHERE region = $region",
  total: "SELECT sum(amount) AS amount, count(*) AS n FROM mine",
  top: "SELECT id, amount FROM sales WHERE region = $region ORDER BY amount DESC, id LIMIT 3",
});

test.each([
  ["little", little],
  ["much", large],
] as const)(
  "a process's memory is flat over many reports on %s data",
  async (_, dataset) => {
    const sessions = keepSessions({ resident: process.memoryUsage.rss });
    const options = {
      openScratch: () => openScratchFolder(),
      rows: 1_000,
      deadlineMs: 120_000,
      warn: () => undefined,
      sessions,
    };
    const rounds = process.env["SOAK"] === undefined ? 160 : 10_000;
    const hashes = new Map<string, string>();
    const resident: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const region = `r${round % 50}`;
      const tables = await runQueries(template, [dataset], { region }, options);
      const hash = [...tables.values()].map((table) => table.hash).join();
      expect(hashes.get(region) ?? hash).toBe(hash);
      hashes.set(region, hash);
      if (round % 20 === 19) resident.push(process.memoryUsage().rss / 1e6);
    }
    await sessions.close();
    // The first quarter fills caches; then a session's records grow until its turn ends.
    const settled = resident.slice(resident.length / 4);
    expect(
      Math.max(...settled.slice(settled.length / 2)) - Math.max(...settled.slice(0, settled.length / 2)),
    ).toBeLessThan(40);
  },
  600_000,
);

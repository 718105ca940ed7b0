import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readdirSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import { recentKey } from "../../functions/core/service/lifecycle/records/keys.ts";
import { reportKind } from "../../functions/core/service/lifecycle/records/report-kind.ts";
import type { Case, Line } from "../case.ts";
import { atMost } from "../goal.ts";

const rounds = 15;

/** The markers of reports on disk: the first page of their list, against reading and sorting the folder. */
export const lists: Case = {
  name: "lists",
  title: "The list of the latest reports on disk (20 names of all; no report is read)",
  async run({ folder, full }) {
    const lines: Line[] = [];
    const medians: number[] = [];
    for (const count of full ? [1_000, 20_000, 80_000] : [1_000, 20_000]) {
      const root = join(folder, `lists-${count}`);
      const store = await FileObjectStore.open(root);
      const recent = join(root, reportKind.recent!);
      await mkdir(recent);
      for (let number = 0; number < count; number += 1) {
        const key = recentKey(reportKind, 1_767_605_400_000 + number * 1000, sha256(String(number)));
        await writeFile(join(recent, `${key.slice(reportKind.recent!.length)}.%`), "");
      }
      await delay(50);
      await store.list(reportKind.recent!, { limit: 20 });
      const ms: number[] = [];
      const floor: number[] = [];
      // In turn, so that other work on the machine slows both.
      for (let round = 0; round < rounds; round += 1) {
        ms.push(await timed(() => store.list(reportKind.recent!, { limit: 20 })));
        floor.push(await timed(async () => void readdirSync(recent).sort()));
      }
      lines.push({ contender: "a page of the store's list", names: count, ms });
      lines.push({ contender: "reading and sorting the folder", names: count, ms: floor });
      medians.push(ms.toSorted((a, b) => a - b)[(rounds - 1) / 2]!);
    }
    return {
      lines,
      goals: [
        atMost("a page of the longest list", 5, medians.at(-1), "ms"),
        atMost("its growth from 1,000 names", 2, medians.at(-1)! / medians[0]!, "times"),
      ],
      notes: ["While reports are being requested, the folder is read once after each change."],
    };
  },
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

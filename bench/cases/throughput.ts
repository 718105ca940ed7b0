import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Case, Line } from "../case.ts";
import { writePageFiles } from "../content/page-files.ts";
import { atLeast, ratio } from "../goal.ts";
import { runContender } from "../measure/run-contender.ts";
import { peers } from "../peers/peers.ts";

const ours = join(import.meta.dirname, "../broadsheet/pool.ts");

/** Flagships per second, other parameters every time: our worker processes against a pool of Chromium's pages. */
export const throughput: Case = {
  name: "throughput",
  title: "Throughput of warm flagships, both languages",
  async run(settings) {
    const lines: Line[] = [];
    const notes: string[] = [];
    const files = (await writePageFiles(settings.folder, 8)).map(({ file }) => file);
    const rates = new Map<string, number>();
    const measure = async (contender: string, module: string, lanes: number): Promise<void> => {
      const runs = (settings.full ? 60 : 12) * lanes;
      const { wholeMs, cpuMs, peakMiB } = await runContender({ module, job: { kind: "files", files, lanes, workers: lanes }, warmUp: 8 * lanes, runs, inFlight: lanes });
      const perSecond = (runs / wholeMs) * 1000;
      rates.set(`${contender} ${lanes}`, perSecond);
      lines.push({ contender, lanes, reports: runs, "reports/s": perSecond, "reports/s and core in use": 1000 / cpuMs, "CPU ms": cpuMs, "peak MiB": peakMiB });
    };
    for (const lanes of [1, 2]) {
      // oxlint-disable-next-line no-await-in-loop -- they would share the cores
      await measure("Broadsheet", ours, lanes);
    }
    const missing = peers.chromium.missing();
    if (missing !== undefined) notes.push(`Chromium left out: ${missing}.`);
    for (const lanes of missing === undefined ? [1, 2] : []) {
      // oxlint-disable-next-line no-await-in-loop
      await measure("Chromium", peers.chromium.module, lanes);
    }
    notes.push(`Reports per second of CPU time are those of one core kept busy; this machine has ${availableParallelism()}.`);
    return { lines, notes, goals: [atLeast("two workers at least 1.7 times one", 1.7, ratio(rates.get("Broadsheet 2"), rates.get("Broadsheet 1")))] };
  },
};

import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Case, Line } from "../case.ts";
import { writePageFiles } from "../content/page-files.ts";
import { atLeast } from "../goal.ts";
import { runContender } from "../measure/run-contender.ts";
import { peers } from "../peers/peers.ts";

const ours = join(import.meta.dirname, "../broadsheet/pool.ts");

/**
 * Flagships per second, with other parameters every time: our worker processes compared with a pool of Chromium's
 * pages.
 */
export const throughput: Case = {
  name: "throughput",
  title: "Throughput of warm flagships, both languages",
  async run(settings) {
    const lines: Line[] = [];
    const notes: string[] = [];
    const files = (await writePageFiles(settings.folder)).map(({ file }) => file);
    const measure = async (contender: string, module: string, lanes: number, core?: number): Promise<number> => {
      const runs = (settings.full ? 60 : 7) * lanes;
      const { wholeMs, cpuMs, peakMiB } = await runContender({
        module,
        job: { kind: "files", files, lanes, workers: lanes },
        warmUp: (settings.full ? 8 : 4) * lanes,
        runs,
        inFlight: lanes,
        ...(core !== undefined && { core }),
      });
      const perSecond = (runs / wholeMs) * 1000;
      lines.push({
        contender,
        lanes,
        cores: core === undefined ? availableParallelism() : 1,
        reports: runs,
        "reports/s": perSecond,
        "reports/s and core in use": 1000 / cpuMs,
        "CPU ms": cpuMs,
        "peak MiB": peakMiB,
      });
      return perSecond;
    };
    const oneCore = await measure("Broadsheet", ours, 1, 0);
    const one = await measure("Broadsheet", ours, 1);
    const two = await measure("Broadsheet", ours, 2);
    const missing = peers.chromium.missing();
    if (missing !== undefined) notes.push(`Chromium left out: ${missing}.`);
    for (const lanes of missing !== undefined || !settings.full ? [] : [1, 2]) {
      // One after the other: they would share the cores.
      await measure("Chromium", peers.chromium.module, lanes);
    }
    notes.push(
      "The goal is that a second core with a second worker nearly doubles the throughput of one core. One worker alone uses more than one core: its queries and V8's garbage collection run beside the main thread. " +
        `Two workers make ${(two / one).toFixed(2)} times as many reports as one worker with all cores to itself.`,
    );
    if (!settings.full)
      notes.push("Chromium with one page is in the case flagship; with two pages it takes part only with --full.");
    notes.push(
      `Reports per second of CPU time are those of one busy core; this machine has ${availableParallelism()}.`,
    );
    return {
      lines,
      notes,
      goals: [atLeast("two workers on two cores at least 1.7 times one worker on one core", 1.7, two / oneCore)],
    };
  },
};

import { join } from "node:path";
import type { Case, Line } from "../case.ts";
import { letterStore, writeLetterFiles } from "../content/letter-files.ts";
import { atMost } from "../goal.ts";
import { runContender, runInStretches } from "../measure/run-contender.ts";

const letters = join(import.meta.dirname, "../broadsheet/letters.ts");
const planner = join(import.meta.dirname, "../broadsheet/planner.ts");

/** Growth of memory that counts as none: samples of the same worker differ by as much. */
const flat = 1.2;

/** What a long batch needs: the memory of a worker letter after letter, and of the planner row after row. */
export const batchGrowth: Case = {
  name: "batch-growth",
  title: "A long batch: memory of a worker and of the planner",
  long: true,
  async run(settings) {
    await writeLetterFiles(settings.folder);
    const store = letterStore(settings.folder);
    const lines: Line[] = [];
    // The first stretch warms up.
    const ends = [250, 1_000, ...(settings.full ? [5_000, 20_000] : [2_500])];
    const stretches = await runInStretches({ module: letters, job: { store, workers: 1 }, patienceMs: 600_000 }, ends);
    for (const { end, cpuMs, peakMiB } of stretches)
      lines.push({
        contender: "a worker and its server",
        letters: end,
        "CPU ms per letter": cpuMs,
        "peak MiB": peakMiB,
      });
    const plans: number[] = [];
    for (const rows of [1_000, 10_000, ...(settings.full ? [100_000, 1_000_000] : [100_000])]) {
      const { cpuMs, peakMiB } = await runContender({
        module: planner,
        job: { store, rows },
        warmUp: 1,
        runs: 1,
        patienceMs: 3_600_000,
      });
      plans.push(peakMiB);
      lines.push({
        contender: "the planner",
        rows,
        "CPU ms": cpuMs,
        "CPU ms per row": cpuMs / rows,
        "peak MiB": peakMiB,
      });
    }
    return {
      lines,
      notes: [
        "The worker makes the letters of the case `batch`; with it runs the process that hands them over. The planner keeps the names of all rows, since no two may be the same.",
      ],
      goals: [
        atMost(
          `a worker's memory after ${ends.at(-1)} letters is at most ${flat} times that after ${ends[0]}`,
          flat,
          stretches.at(-1)!.peakMiB / stretches[0]!.peakMiB,
          "times",
        ),
        atMost(
          "memory of the planner for each further row",
          1,
          ((plans.at(-1)! - plans[0]!) * 1024) / ((settings.full ? 1_000_000 : 100_000) - 1_000),
          "KiB",
        ),
      ],
    };
  },
};

import { open as openContent } from "../broadsheet/content.ts";
import { open as openFlagship } from "../broadsheet/flagship.ts";
import { open as openCharts } from "../broadsheet/many-charts.ts";
import type { Contender } from "../measure/contender.ts";
import { growthExponent, median } from "../measure/statistics.ts";
import { runReferenceWorkload } from "./reference-workload.ts";

/**
 * Prints, as JSON, what the regression guard compares: CPU time of Broadsheet's work as a multiple of
 * that of the reference workload, taken in turn in this process, so that a slow or busy machine slows
 * down both; and the exponents of growth.
 */
process.env["TZ"] = "UTC";
const rounds = 7;

/** CPU time of this process, all its threads, ms. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const measured: Record<string, Contender> = {
  flagship: await openFlagship(),
  "table of 1,000 rows": await openContent({ kind: "table", rows: 1000 }),
  "text of 20 pages": await openContent({ kind: "prose", pages: 20 }),
};
const ratios = new Map(Object.keys(measured).map((name) => [name, [] as number[]]));
const warmUp = 4;
for (let round = 0; round < warmUp + rounds; round += 1) {
  // oxlint-disable-next-line no-await-in-loop -- in turn
  const reference = await cpuOf(runReferenceWorkload);
  for (const [name, contender] of Object.entries(measured)) {
    // oxlint-disable-next-line no-await-in-loop
    const cpu = await cpuOf(() => contender.make(round));
    if (round >= warmUp) ratios.get(name)!.push(cpu / reference);
  }
}

async function exponent(sizes: readonly number[], openSize: (size: number) => Promise<Contender>): Promise<number> {
  const points: [number, number][] = [];
  for (const size of sizes) {
    // oxlint-disable-next-line no-await-in-loop -- one size at a time
    const contender = await openSize(size);
    const times: number[] = [];
    for (let iteration = 0; iteration < 4; iteration += 1) {
      // oxlint-disable-next-line no-await-in-loop
      times.push(await cpuOf(() => contender.make(iteration)));
    }
    points.push([size, median(times.slice(1))]);
  }
  return growthExponent(points);
}

process.stdout.write(
  JSON.stringify({
    ratios: Object.fromEntries([...ratios].map(([name, values]) => [name, median(values)])),
    exponents: {
      charts: await exponent([20, 40, 80], (charts) => openCharts({ charts })),
      rows: await exponent([1000, 2000, 4000], (rows) => openContent({ kind: "table", rows })),
      pages: await exponent([20, 40, 80], (pages) => openContent({ kind: "prose", pages })),
    },
  }),
);

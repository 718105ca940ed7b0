import { open as openContent } from "../broadsheet/content.ts";
import { open as openFlagship } from "../broadsheet/flagship.ts";
import { open as openCharts } from "../broadsheet/many-charts.ts";
import type { Contender } from "../measure/contender.ts";
import { growthExponent } from "../measure/statistics.ts";
import { runReferenceWorkload } from "./reference-workload.ts";

/**
 * Prints what the regression guard compares, as JSON: the CPU time of Broadsheet's work as a multiple of the reference
 * workload's, and the exponents of growth. The two workloads take turns in this process, so that a slow or busy machine
 * slows down both.
 */
process.env["TZ"] = "UTC";
const rounds = 5;

/** Measures the CPU time that some work takes in all threads of this process, ms. */
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
const costs = new Map(Object.keys(measured).map((name) => [name, [] as number[]]));
const reference: number[] = [];
const warmUp = 3;
for (let round = 0; round < warmUp + rounds; round += 1) {
  const referred = await cpuOf(runReferenceWorkload);
  if (round >= warmUp) reference.push(referred);
  for (const [name, contender] of Object.entries(measured)) {
    const cpu = await cpuOf(() => contender.make(round));
    if (round >= warmUp) costs.get(name)!.push(cpu);
  }
}

/**
 * Computes the exponent of growth from the least CPU time of several runs of a small and a large size, in turns: a
 * disturbance can only add time.
 */
async function exponent(small: number, large: number, openSize: (size: number) => Promise<Contender>): Promise<number> {
  const sizes = await Promise.all(
    [small, large].map(async (size) => ({ size, contender: await openSize(size), least: Number.POSITIVE_INFINITY })),
  );
  for (let iteration = 0; iteration < 4; iteration += 1) {
    for (const each of sizes) {
      each.least = Math.min(each.least, await cpuOf(() => each.contender.make(iteration)));
    }
  }
  return growthExponent(sizes.map(({ size, least }) => [size, least]));
}

process.stdout.write(
  JSON.stringify({
    // The least of each: a disturbance can only add time, and seldom meets both in one round.
    ratios: Object.fromEntries(
      [...costs].map(([name, values]) => [name, Math.min(...values) / Math.min(...reference)]),
    ),
    exponents: {
      charts: await exponent(10, 80, (charts) => openCharts({ charts })),
      rows: await exponent(500, 4000, (rows) => openContent({ kind: "table", rows })),
      pages: await exponent(10, 80, (pages) => openContent({ kind: "prose", pages })),
    },
  }),
);

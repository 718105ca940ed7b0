import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { MemoryObjectStore } from "../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../functions/core/accept-report.ts";
import { generateReport } from "../functions/core/generate-report.ts";
import { createWorld } from "../functions/local/create-world.ts";
import { seedTemplate } from "../functions/local/seed-template.ts";
import { shippedTemplates } from "../functions/local/template-folders.ts";
import type { Measurement } from "./measurement.ts";

const name = "high-tech-industries";
const cli = join(import.meta.dirname, "../functions/local/broadsheet.mjs");

/**
 * The flagship, warm: one process, other parameters and the other language every time, so that
 * nothing but parsed fonts, templates and loaded modules can be kept.
 */
export async function measureWarm(runs: number): Promise<Measurement[]> {
  const store = new MemoryObjectStore();
  const world = createWorld(store);
  await seedTemplate(store, name, join(shippedTemplates, name));
  const wall: number[] = [];
  const stages = new Map<string, number[]>();
  let bytes = 0;
  let pages = 0;
  const warmUp = 6;
  for (let run = 0; run < runs + warmUp; run += 1) {
    const parameters = {
      language: run % 2 === 0 ? "en" : "zh",
      currency: run % 4 < 2 ? "CNY" : "USD",
      weights: { intensity: 1 + run / 1000 },
    };
    const begun = performance.now();
    const report = await generateReport(await acceptReport({ template: name, parameters }, world), world);
    const ms = performance.now() - begun;
    if (run < warmUp) continue;
    wall.push(ms);
    for (const [stage, time] of Object.entries(report.timings)) stages.set(stage, [...(stages.get(stage) ?? []), time]);
    ({ bytes, pages } = report);
  }
  return [
    { what: `flagship, warm (${pages} pages, ${bytes} bytes)`, unit: "ms", values: wall },
    ...[...stages].map(([stage, values]) => ({ what: `  ${stage}`, unit: "ms", values })),
  ];
}

/** The flagship, cold: a new process of the command line, from its start to the file on disk. */
export async function measureCold(runs: number): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  const values: number[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const begun = performance.now();
      await promisify(execFile)(process.execPath, [cli, "render", name, "--out", join(folder, `${run}.pdf`)]);
      values.push(performance.now() - begun);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return [{ what: "flagship, cold (process start to file)", unit: "ms", values }];
}

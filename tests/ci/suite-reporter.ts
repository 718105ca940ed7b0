import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";
import { summariseSuite } from "./summarise-suite.ts";

/**
 * Writes what `.ci/run` prints of a suite into the folder that `SUITE_SUMMARY` names: `counts` ("passed failed"),
 * `slowest` and `failures` (a line for each).
 */
export default class SuiteReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const folder = process.env["SUITE_SUMMARY"];
    if (folder === undefined) throw new Error("SUITE_SUMMARY must name a folder");
    const { passed, failed, failures, slowest } = summariseSuite(modules, unhandled);
    mkdirSync(folder, { recursive: true });
    for (const [name, lines] of Object.entries({ counts: [`${passed} ${failed}`], slowest, failures }))
      writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(""));
  }
}

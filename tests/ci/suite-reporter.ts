import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SerializedError, UserConsoleLog } from "vitest";
import type { Reporter, TestModule } from "vitest/node";
import { summariseSuite } from "./summarise-suite.ts";

/**
 * Writes what `.ci/run` prints of a suite into the folder that `SUITE_SUMMARY` names: `counts` ("passed failed"),
 * `slowest`, `retried` and `failures` (a line for each). A test that passes but prints has failed.
 */
export default class SuiteReporter implements Reporter {
  /** Id of a test or file → what it has printed. */
  readonly #printed = new Map<string, string>();

  onUserConsoleLog({ taskId, content }: UserConsoleLog): void {
    if (taskId !== undefined && content.trim() !== "")
      this.#printed.set(taskId, (this.#printed.get(taskId) ?? "") + content);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const folder = process.env["SUITE_SUMMARY"];
    if (folder === undefined) throw new Error("SUITE_SUMMARY must name a folder");
    const { passed, failed, failures, retried, slowest } = summariseSuite(modules, unhandled, this.#printed);
    mkdirSync(folder, { recursive: true });
    for (const [name, lines] of Object.entries({ counts: [`${passed} ${failed}`], slowest, retried, failures }))
      writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(""));
  }
}

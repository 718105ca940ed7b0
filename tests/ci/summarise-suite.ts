import { stripVTControlCharacters } from "node:util";
import type { SerializedError } from "vitest";
import type { TestModule } from "vitest/node";

/** What `.ci/run` says of a suite. */
export interface SuiteSummary {
  readonly passed: number;
  /** Tests that failed or were left out, files and hooks that failed, and errors outside of all tests. */
  readonly failed: number;
  /** A line for each failure: file, test, and the first line of its error. */
  readonly failures: readonly string[];
  /** The ten files that took longest, with the seconds that they took, hooks included. */
  readonly slowest: readonly string[];
}

type Faults = readonly { readonly message: string }[];

/** Counts the tests of a run, and names those that failed and the files that took longest. */
export function summariseSuite(modules: readonly TestModule[], unhandled: readonly SerializedError[]): SuiteSummary {
  const failures: string[] = [];
  let passed = 0;
  for (const module of modules) {
    const file = module.relativeModuleId;
    const cases = [...module.children.allTests()];
    passed += cases.filter((one) => one.result().state === "passed").length;
    const faults = [module, ...module.children.allSuites()].flatMap((one): Faults => one.errors());
    for (const fault of faults) failures.push(`${file}: ${firstLine(fault.message)}`);
    for (const one of cases) {
      const { state, errors } = one.result();
      if (state === "failed")
        failures.push(`${file} > ${one.fullName}: ${firstLine((errors as Faults)[0]?.message ?? "failed")}`);
      // CI runs everything, so what did not run has failed too.
      else if (state !== "passed") failures.push(`${file} > ${one.fullName}: did not run`);
    }
    if (cases.length === 0 && faults.length === 0) failures.push(`${file}: has no tests`);
  }
  for (const { message } of unhandled) failures.push(`outside of all tests: ${firstLine(message)}`);
  const slowest = modules
    .map((module) => ({ file: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 }))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 10)
    .map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${file}`);
  return { passed, failed: failures.length, failures, slowest };
}

function firstLine(message: string): string {
  return stripVTControlCharacters(message).trim().split("\n")[0] ?? "";
}

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
  /** Tests that passed, but not at their first try. */
  readonly retried: readonly string[];
  /** The ten files that took longest, with the seconds that they took, hooks included. */
  readonly slowest: readonly string[];
}

type Faults = readonly { readonly message: string }[];

/**
 * Counts the tests of a run, and names those that failed, needed a second try or printed, and the files that took
 * longest.
 *
 * @param printed id of a test or file → what it printed
 */
export function summariseSuite(
  modules: readonly TestModule[],
  unhandled: readonly SerializedError[],
  printed: ReadonlyMap<string, string> = new Map(),
): SuiteSummary {
  const failures: string[] = [];
  const retried: string[] = [];
  let passed = 0;
  for (const module of modules) {
    const file = module.relativeModuleId;
    const cases = [...module.children.allTests()];
    passed += cases.filter((one) => one.result().state === "passed").length;
    const faults = [module, ...module.children.allSuites()].flatMap((one): Faults => one.errors());
    for (const fault of faults) failures.push(`${file}: ${firstLine(fault.message)}`);
    for (const one of [module, ...module.children.allSuites()]) {
      const told = printed.get(one.id);
      if (told !== undefined && one.ok()) failures.push(`${file}: prints into a passing run: ${firstLine(told)}`);
    }
    for (const one of cases) {
      const { state, errors } = one.result();
      const told = printed.get(one.id);
      if (told !== undefined && state === "passed")
        failures.push(`${file} > ${one.fullName}: prints into a passing run: ${firstLine(told)}`);
      if (state === "passed" && (one.diagnostic()?.retryCount ?? 0) > 0) retried.push(`${file} > ${one.fullName}`);
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
  return { passed, failed: failures.length, failures, retried, slowest };
}

function firstLine(message: string): string {
  return stripVTControlCharacters(message).trim().split("\n")[0] ?? "";
}

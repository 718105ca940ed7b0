import type { TemplateProblem } from "../problems/problem.ts";

/** How a test of the template ended. */
export interface TestResult {
  /** `tests/english.yaml`. */
  readonly file: string;
  readonly title: string;
  /** What does not hold: `seen` is what the report shows, `allowed` what the test expects. */
  readonly problems: readonly TemplateProblem[];
}

export interface TestRun {
  /** The preview whose files were tested. */
  readonly preview: string;
  readonly tests: readonly TestResult[];
  /** Why the tests could not be run, or not all. */
  readonly problems: readonly TemplateProblem[];
}

/** How many tests of a run passed. */
export function passedOf({ tests }: Pick<TestRun, "tests">): number {
  return tests.filter(({ problems }) => problems.length === 0).length;
}

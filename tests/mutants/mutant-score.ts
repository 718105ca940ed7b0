/** The part of Stryker's report that is read here. */
export interface MutantReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly ReportedMutant[] }>>;
}

interface ReportedMutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  /** Lines and columns from 1. */
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

/** Stryker's name of an outcome → number of mutants. */
export type Outcomes = Readonly<Record<string, number>>;

const noticed = ["Killed", "Timeout"];
const missed = ["Survived", "NoCoverage"];

/** Sums up reports. */
export function countOutcomes(reports: readonly MutantReport[]): Outcomes {
  const counts: Record<string, number> = {};
  for (const { status } of reports.flatMap(({ files }) => Object.values(files)).flatMap(({ mutants }) => mutants))
    counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/**
 * Writes `12 of 16 mutants noticed, 75.0% (Killed 11, Survived 4, Timeout 1)`. Mutants that could not run do not count.
 */
export function printScore(outcomes: Outcomes): string {
  const of = (names: readonly string[]): number => names.reduce((sum, name) => sum + (outcomes[name] ?? 0), 0);
  const all = of(noticed) + of(missed);
  const parts = Object.entries(outcomes)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`);
  return `${of(noticed)} of ${all} mutants noticed, ${all === 0 ? "no score" : `${((of(noticed) / all) * 100).toFixed(1)}%`} (${parts.join(", ")})`;
}

/** Writes a line for each mutant that no test noticed: its place, its source line and the replacement. */
export function listMissed({ files }: MutantReport): string[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => missed.includes(status))
      .map(
        ({ status, mutatorName, replacement = "", location: { start } }) =>
          `${file}:${start.line}:${start.column} ${status} ${mutatorName}: ${source.split("\n")[start.line - 1]?.trim() ?? ""} → ${replacement.replaceAll(/\s+/g, " ")}`,
      ),
  );
}

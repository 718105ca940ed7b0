/** A figure of a line: several values of one quantity are reported as median and spread. */
export type Figure = string | number | boolean | readonly number[] | undefined;

/** A contender at one size: column → figure. */
export type Line = { readonly contender: string } & Readonly<Record<string, Figure>>;

/** A line of a case's goals, with what was measured. */
export interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

export interface CaseResult {
  readonly lines: readonly Line[];
  readonly goals: readonly Goal[];
  /** Who was left out, and why; what a reader must know. */
  readonly notes: readonly string[];
}

export interface Settings {
  /** All sizes and enough runs, rather than a few minutes for everything. */
  readonly full: boolean;
  /** For files; removed at the end. */
  readonly folder: string;
}

export interface Case {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  /** Whether it is left to `--full` and `--only`. */
  readonly long?: boolean;
  run(settings: Settings): Promise<CaseResult>;
}

/** A figure of a line. Several values of one quantity are printed as median and spread. */
export type Figure = string | number | boolean | readonly number[] | undefined;

/** A contender at one size: column → figure. */
export type Line = { readonly contender: string } & Readonly<Record<string, Figure>>;

/** A goal of a case, with what was measured. */
export interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

export interface CaseResult {
  readonly lines: readonly Line[];
  readonly goals: readonly Goal[];
  /** Which contenders were left out, and why; what else a reader must know. */
  readonly notes: readonly string[];
}

export interface Settings {
  /** Whether to measure all sizes with enough runs, rather than everything in a few minutes. */
  readonly full: boolean;
  /** A folder for files; removed at the end. */
  readonly folder: string;
}

export interface Case {
  /** The name that `--only` takes. */
  readonly name: string;
  readonly title: string;
  /** Whether it runs only with `--full` or `--only`. */
  readonly long?: boolean;
  run(settings: Settings): Promise<CaseResult>;
}

import type { CheckKind, CheckSeverity } from "../../template/dataset-checks.ts";

/** A row that breaks a check. */
export interface BrokenRow {
  /** Of the table, from 1. */
  readonly row: number;
  /** At most 80 characters; null where a value is missing. */
  readonly value: string | null;
  /** The earlier row that has the same values. */
  readonly sameAs?: number;
}

/** How a table breaks a check. */
export interface Broken {
  /** One sentence, without a value of the data. */
  readonly message: string;
  /** Absent where rows were not counted: the check is about the whole table. */
  readonly rows?: number;
  /** The first of them. */
  readonly first: readonly BrokenRow[];
}

/** A check of one column, of columns together, or of the whole table. */
export interface CheckResult {
  /** Where the contract has it: `/checks/2/range/revenue`. */
  readonly pointer: string;
  readonly check: CheckKind;
  readonly severity: CheckSeverity;
  /** As the table names them, or as the contract does where the table has none of the name. */
  readonly columns: readonly string[];
  /** What is allowed, for people: `from 0 to 100`. */
  readonly allowed: unknown;
  /** Absent if the table holds it. */
  readonly broken?: Broken;
}

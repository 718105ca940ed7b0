/** What a broken check does: refuse the data, or mark them. */
export type CheckSeverity = "error" | "warning";

/** How long after new data have come a template takes them for fresh. */
export interface FreshnessCheck {
  /** A whole number of minutes, hours or days: `36h`. */
  readonly within: string;
  /** What older data do: refuse the report, or mark it. */
  readonly severity: CheckSeverity;
}

/** The types of columns. */
export type CheckedType = "text" | "integer" | "number" | "boolean" | "date" | "timestamp";

/** The limits of a value, both included; at least one is there. Texts as written: `0.1`, `2024-12-31`. */
export interface CheckRange {
  readonly from?: string;
  readonly to?: string;
}

/** The checks of the Open Data Contract Standard 3.1, each named by its member. */
export type CheckKind = "types" | "required" | "unique" | "range" | "values" | "rows";

/** What data must be: one member that names the check, and how severe it is to break it. */
export type DatasetCheck = {
  /** @default "error" */
  readonly severity?: CheckSeverity;
} & (
  | { readonly types: Readonly<Record<string, CheckedType>> }
  /** Columns with a value in each row. */
  | { readonly required: readonly string[] }
  /** Columns whose values together name one row; rows without one of them are not compared. */
  | { readonly unique: readonly string[] }
  | { readonly range: Readonly<Record<string, CheckRange>> }
  /** The only values that a column may have. */
  | { readonly values: Readonly<Record<string, readonly string[]>> }
  /** The fewest and the most rows. */
  | { readonly rows: { readonly from?: number; readonly to?: number } }
);

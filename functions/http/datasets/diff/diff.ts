import type { ColumnType } from "../../../core/report/template/template.ts";

/** Columns that are compared value by value; the others only by name, type and gaps. */
export const mostCompared = 60;

/** Values and keys that are shown of each kind. */
export const mostShown = 20;

/** Most different values of a column whose values are compared as categories. */
export const mostCategories = 1000;

/** Longest value shown, characters. */
const longestValue = 80;

/** SQL of a value as it is shown. */
export function shownValue(expression: string): string {
  return `left(${expression}::VARCHAR, ${longestValue})`;
}

/** A column that both versions have, in the same type. */
export interface ComparedColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** What one version holds in a column. */
export interface ColumnFacts {
  readonly distinct: number;
  /** Of numbers and dates. */
  readonly lowest?: string;
  readonly highest?: string;
}

/** Both versions' facts. */
export interface FactsOfBoth {
  readonly from: ColumnFacts;
  readonly to: ColumnFacts;
}

/** Some values, and how many there are. */
export interface Shown<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** Runs one SELECT over the tables `old` and `new`. @returns its rows */
export type RunOverBoth = (sql: string) => Promise<readonly (readonly (string | number | null)[])[]>;

import type { ParameterType } from "../parameter-type.ts";
import type { Node } from "./query-tree.ts";
import type { Kind } from "./value-kinds.ts";

/** Why a query does not qualify for running once for a whole page of letters. */
export type Rule =
  /** It is more than SELECT, FROM, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT and UNION ALL. */
  | "shape"
  /** It reads a table that is neither a dataset nor a query that qualifies. */
  | "table"
  | "values"
  | "window"
  /** It calls a function that is not known to give the same whatever the order of rows. */
  | "function"
  /** It adds up floating numbers: the order decides the last digits. */
  | "floating-sum"
  /** It groups by, or takes the smallest of, values of which different ones are equal: zero and minus zero. */
  | "floating-key"
  /** It takes some of its rows, and does not say which. */
  | "limit"
  /**
   * A part of it adds up rows, so that it returns a row even if it reads none. DuckDB 1.5 loses that row in the second
   * part of a UNION ALL inside LATERAL.
   */
  | "empty"
  /** It takes one value from a query that may return several rows. */
  | "subquery"
  /**
   * A parameter that differs from letter to letter stands elsewhere than in `column = $parameter`: the database could
   * not look up the rows of all letters at once, and might give the value another type than a literal has.
   */
  | "parameter"
  /** A parameter is compared with a column of another type. */
  | "parameter-type"
  /** It uses the number of a row in its table; the rows of another query have that of the page, if any. */
  | "rowid"
  /** It sorts by what its tree does not determine. */
  | "sorting"
  /** Its rows tie, or are several without an order. Known only when it has run. */
  | "ties"
  /** DuckDB does not print its tree as it is, or cannot run it for a page, or not soon enough. */
  | "running";

/** A query that does not qualify. The message completes a sentence that begins with the query. */
export class Unpageable extends Error {
  readonly rule: Rule;

  constructor(rule: Rule, message: string) {
    super(message);
    this.rule = rule;
  }
}

export interface Column {
  readonly kind: Kind;
  /** DuckDB's name of its type. */
  readonly type: string;
}

/** Columns by name in lower case, in their order. */
export type Columns = ReadonlyMap<string, Column>;

/** What a query is judged by. */
export interface JudgedBy {
  /** Tables that it may read, by name in lower case. */
  readonly tables: ReadonlyMap<string, Columns>;
  /** The parameters that differ from letter to letter. */
  readonly varying: ReadonlyMap<string, ParameterType | "DATE">;
  /** Rules that are not applied: for tests, which show what each is for. */
  readonly without?: ReadonlySet<Rule> | undefined;
}

/** What a SELECT returns. */
export interface Outputs {
  /** Its columns; the name, in lower case, if the tree shows it. */
  readonly columns: readonly (Column & { readonly name: string | undefined })[];
  /** Whether it has a `*`, so that the columns' places are not certain. */
  readonly starred: boolean;
  /** Whether it returns at most one row, whatever its tables hold. */
  readonly single: boolean;
  /** The tables that it reads. */
  readonly tables: ReadonlyMap<string, Columns>;
}

/** The names that an expression sees. */
export interface Scope {
  readonly tables: Map<string, Columns>;
  /** Columns of the SELECT list judged so far, by alias. */
  readonly aliases: Map<string, Column>;
  /** Aggregates met so far. */
  aggregates: number;
}

/** What judging needs at every node. */
export interface Judging extends JudgedBy {
  /** @throws Unpageable unless the rule is not applied */
  refuse(rule: Rule, message: string): void;
  /** Judges a SELECT inside another. @param value whether it stands for a value, or else for rows */
  inner(node: Node, value: boolean): Outputs;
}

/** Name of the table with the letters' parameters, and the beginning of its columns' names: no query can name them. */
export const pageTable = " page";

/** Name of the column of `pageTable` that numbers the letters. */
export const letterColumn = " letter";

/** Name of the column with a parameter's values. */
export function parameterColumn(name: string): string {
  return ` ${name}`;
}

/** Name of the parameter whose column an expression is. */
export function parameterOf(expression: Node): string | undefined {
  const names = expression["column_names"];
  return expression["class"] === "COLUMN_REF" && Array.isArray(names) && names[0] === pageTable
    ? String(names[1]).slice(1)
    : undefined;
}

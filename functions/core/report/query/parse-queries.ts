import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError, type Problem } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import type { TemplateText } from "../template/template.ts";
import { type ColumnsRead, findColumns } from "./tree/find-columns.ts";
import { findInterpolations, type Interpolations } from "./tree/find-interpolations.ts";
import { findScan, type Scan } from "./tree/find-scan.ts";
import { inspectTree } from "./tree/inspect-tree.ts";
import { isSteady } from "./tree/is-steady.ts";
import { positionOf } from "./query-error.ts";
import { quoteText } from "./quote-name.ts";
import { splitAtParameters, type SplitText } from "./split-at-parameters.ts";

/** A query that was checked to be a single SELECT that reads only what it may. */
export interface ParsedQuery extends TemplateText {
  readonly name: string;
  /** Tables read, in lower case. */
  readonly tables: ReadonlySet<string>;
  /** Parameters used, without the `$`. */
  readonly parameters: ReadonlySet<string>;
  /** Our macros that it calls, which must be created before it runs. */
  readonly macros: readonly string[];
  /** Whether it ends with its own LIMIT or OFFSET. */
  readonly limited: boolean;
  /** Whether its results are identical to the last bit on every machine, see `isSteady`. */
  readonly steady: boolean;
  readonly interpolations: Interpolations;
  readonly columns: ColumnsRead;
  /** If some rows of its table are enough for it. */
  readonly scan?: Scan | undefined;
  /** The text split at its parameters; undefined if literals in their place might change the result. */
  readonly split: SplitText | undefined;
}

/** The names that queries may use. */
export interface QueryNames {
  /** Tables, views and other queries. */
  readonly tables: readonly string[];
  readonly parameters: readonly string[];
}

interface Serialized {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly unknown[];
}

/**
 * Lets DuckDB parse the queries, without running anything, and checks the trees: each must be exactly one SELECT, over
 * known tables, with known parameters, and without functions that read files or depend on the clock or chance.
 *
 * @returns the valid queries, and the problems of the others
 */
export async function parseQueries(
  connection: DuckDBConnection,
  queries: ReadonlyMap<string, TemplateText>,
  names: QueryNames,
): Promise<{ parsed: ParsedQuery[]; problems: Problem[] }> {
  const list = [...queries];
  if (list.length === 0) return { parsed: [], problems: [] };
  const reader = await connection.runAndReadAll(
    `SELECT ${list.map(([, { text }], index) => `json_serialize_sql(${quoteText(text)}) AS q${index}`).join(", ")}`,
  );
  const row = reader.getRows()[0]!;
  const parsed: ParsedQuery[] = [];
  const problems: Problem[] = [];
  for (const [index, [name, query]] of list.entries()) {
    const tree = JSON.parse(String(row[index])) as Serialized;
    const found = checkSyntax(name, query, tree);
    if (found !== undefined) {
      problems.push(found);
      continue;
    }
    const {
      tables,
      parameters,
      macros,
      limited,
      namedByParameter,
      parameterAsTerm,
      problems: faults,
    } = inspectTree(tree.statements![0], name, query);
    faults.push(...unknownTables(name, query, tables, names), ...unknownParameters(name, query, parameters, names));
    problems.push(...faults);
    if (faults.length === 0)
      parsed.push({
        ...query,
        name,
        tables: new Set(tables.keys()),
        parameters,
        macros: [...macros],
        limited,
        steady: isSteady(tree.statements),
        interpolations: findInterpolations(tree.statements),
        columns: findColumns(tree.statements),
        scan: findScan(tree.statements),
        split: namedByParameter || parameterAsTerm ? undefined : splitAtParameters(query.text, parameters),
      });
  }
  return { parsed, problems };
}

/** The tables that queries read, in lower case. */
export function tablesRead(queries: readonly ParsedQuery[]): ReadonlySet<string> {
  return new Set(queries.flatMap(({ tables }) => [...tables]));
}

/** Our macros that queries call. */
export function macrosCalled(queries: readonly ParsedQuery[]): readonly string[] {
  return [...new Set(queries.flatMap(({ macros }) => macros))].sort();
}

/** @throws BroadsheetError `query-failed` with every problem, if there are any */
export function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new BroadsheetError("query-failed", problems);
}

function checkSyntax(name: string, { file, text }: TemplateText, tree: Serialized): Problem | undefined {
  const where = { file, name };
  const allowed = "exactly one SELECT statement";
  if (tree.error) {
    if (tree.error_type === "not implemented" && tree.error_message?.startsWith("Only SELECT")) {
      const pivot = /^\s*(--[^\n]*\n\s*)*PIVOT/i.test(text) || /\bPIVOT\b/i.test(text);
      return {
        code: "not-a-select",
        message: `${file} is not a single SELECT statement`,
        where: { ...where, ...positionOf(text, firstToken(text)) },
        allowed,
        ...(pivot ? { hint: "PIVOT needs its values listed: PIVOT t ON c IN ('a', 'b') USING sum(v)" } : {}),
      };
    }
    return {
      code: "syntax-error",
      message: tree.error_message ?? "The SQL cannot be parsed",
      where: { ...where, ...positionOf(text, byteOffset(text, tree.position)) },
    };
  }
  const statements = tree.statements ?? [];
  if (statements.length === 1) return undefined;
  if (statements.length === 0) return { code: "not-a-select", message: `${file} holds no statement`, where, allowed };
  return {
    code: "not-a-select",
    message: `${file} holds ${statements.length} statements`,
    where: { ...where, ...positionOf(text, firstLocation(statements[1])) },
    seen: statements.length,
    allowed,
  };
}

function unknownTables(
  name: string,
  { file, text }: TemplateText,
  tables: ReadonlyMap<string, unknown>,
  names: QueryNames,
): Problem[] {
  const known = new Set(names.tables.map((table) => table.toLowerCase()));
  return [...tables]
    .filter(([table]) => !known.has(table))
    .map(([table, location]) => {
      const fileLike = /[/\\:]|\.(csv|tsv|json|ndjson|parquet|xlsx|db)$/i.test(table);
      return {
        code: fileLike ? "no-files" : "unknown-table",
        message: fileLike
          ? `A query reads the template's datasets, not files: "${table}"`
          : `There is no dataset or query "${table}"`,
        where: { file, name, ...positionOf(text, location) },
        seen: table,
        allowed: names.tables,
        ...(fileLike
          ? { hint: "Declare a dataset in template.yaml and select from its alias" }
          : hintNearMatch(table, names.tables)),
      };
    });
}

function unknownParameters(
  name: string,
  { file, text }: TemplateText,
  parameters: Iterable<string>,
  names: QueryNames,
): Problem[] {
  const known = new Set(names.parameters);
  return [...parameters]
    .filter((parameter) => !known.has(parameter))
    .map((parameter) => {
      const positional = /^\d+$/.test(parameter);
      const offset = text.indexOf(`$${parameter}`);
      const line = offset === -1 ? undefined : text.slice(0, offset).split("\n").length;
      return {
        code: "unknown-parameter",
        message: positional
          ? "Parameters are written by name ($year), not as ? or $1"
          : `There is no parameter "$${parameter}"`,
        where: { file, name, line },
        seen: `$${parameter}`,
        allowed: names.parameters.map((known) => `$${known}`),
        ...(positional ? {} : hintNearMatch(parameter, names.parameters)),
      };
    });
}

/** The parser counts characters (code points), the tree bytes. */
function byteOffset(text: string, position: string | undefined): number | undefined {
  return position === undefined
    ? undefined
    : new TextEncoder().encode([...text].slice(0, Number(position)).join("")).length;
}

/** Offset in bytes of the first character that is neither white space nor comment. */
function firstToken(text: string): number {
  const skipped = /^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0] ?? "";
  return new TextEncoder().encode(skipped).length;
}

/** The smallest place named in a tree. */
function firstLocation(node: unknown): number | undefined {
  let first = Infinity;
  JSON.stringify(node, (key, value: unknown) => {
    if (key === "query_location" && typeof value === "number") first = Math.min(first, value);
    return value;
  });
  return Number.isSafeInteger(first) ? first : undefined;
}

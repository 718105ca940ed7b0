import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError } from "../../errors.ts";
import { quoteName, quoteText } from "../query/quote-name.ts";
import { changeNodes, type Node, readTree, textOf } from "./syntax-tree.ts";

/** The schema that holds stages. */
export const stageSchema = "broadsheet_lineage";

/** A table that was made. */
export interface MadeTable {
  readonly table: string;
  readonly schema: string;
  readonly columns: string[];
}

/** A database with a report's datasets in which stages are made. */
export interface StageDatabase {
  /** Its name, which trees must say: they run on a connection of their own. */
  readonly catalog: string;
  /** Aggregate functions, in lower case. */
  readonly aggregates: ReadonlySet<string>;
  /** Runs a statement. @throws BroadsheetError `limit-exceeded` after the deadline; Error as DuckDB's */
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** The syntax tree of a query. @throws Error if it has none */
  parse(sql: string): Promise<Node>;
  /** Creates a table of a query's rows and returns the names of its columns. @throws Error as DuckDB's */
  create(query: Node, names?: readonly string[]): Promise<MadeTable>;
  /** Creates a table by SQL. */
  createAs(sql: string): Promise<string>;
  columnsOf(table: string, schema?: string): Promise<string[]>;
  /** The types of a table's columns, as SQL writes them. */
  typesOf(table: string, schema?: string): Promise<string[]>;
  /** Drops all that was made. */
  clear(): Promise<void>;
}

/** The name of a table in SQL, of a stage or made for one. */
export function stageTable(table: string, schema = stageSchema): string {
  return `${quoteName(schema)}.${quoteName(table)}`;
}

/**
 * Prepares a database for stages.
 *
 * @param macros our functions that queries call
 * @param late whether the time is over
 */
export async function openStages(
  connection: DuckDBConnection,
  macros: readonly string[],
  late: () => boolean,
): Promise<StageDatabase> {
  const inTime = (): void => {
    if (late()) throw tooLong();
  };
  const rows = async (sql: string): Promise<readonly (readonly unknown[])[]> => {
    inTime();
    return (await connection.runAndReadAll(sql)).getRowsJson();
  };
  const run = async (sql: string): Promise<void> => {
    inTime();
    await connection.run(sql);
  };
  const [[catalog]] = (await rows("SELECT current_database()")) as [[string]];
  const aggregates = await rows(
    "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'aggregate'",
  );
  await run(`CREATE SCHEMA ${stageSchema}`);
  let made = 0;
  const columnsOf = async (table: string, schema = stageSchema): Promise<string[]> => {
    inTime();
    return (await connection.run(`FROM ${stageTable(table, schema)} LIMIT 0`)).columnNames();
  };
  const createAs = async (sql: string): Promise<string> => {
    const table = `s${made++}`;
    await run(`CREATE TABLE ${stageTable(table)} AS ${sql}`);
    return table;
  };
  return {
    catalog,
    aggregates: new Set(aggregates.map(([name]) => String(name).toLowerCase())),
    run,
    rows,
    async parse(sql) {
      const [[text]] = (await rows(`SELECT json_serialize_sql(${quoteText(sql)})`)) as [[string]];
      return readTree(text);
    },
    async create(query, names = []) {
      const statement = {
        error: false,
        statements: [{ node: inCatalog(query, catalog, macros), named_param_map: [] }],
      };
      const aliases = names.length === 0 ? "" : ` AS named(${names.map(quoteName).join(", ")})`;
      const tree = quoteText(JSON.stringify(statement));
      const table = await createAs(`FROM json_execute_serialized_sql(${tree})${aliases}`);
      return { table, schema: stageSchema, columns: await columnsOf(table) };
    },
    createAs,
    columnsOf,
    async typesOf(table, schema = stageSchema) {
      inTime();
      const result = await connection.run(`FROM ${stageTable(table, schema)} LIMIT 0`);
      return Array.from({ length: result.columnCount }, (_, index) => result.columnType(index).toString());
    },
    clear: () => run(`DROP SCHEMA ${stageSchema} CASCADE; CREATE SCHEMA ${stageSchema}`),
  };
}

/** Whether DuckDB refused a statement or failed at it. */
export function isDatabaseError(error: unknown): error is Error {
  return error instanceof Error && error.name === "Error" && /^[A-Z][\w ]* Error: /.test(error.message);
}

/** Whether DuckDB broke down: it answers nothing more. */
export function isBreakdown(error: unknown): boolean {
  return isDatabaseError(error) && /(?:FATAL|INTERNAL) Error: /.test(error.message);
}

export function tooLong(): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "lineage-too-long",
    message: "Following the number to its dataset rows took too long",
    hint: "Ask about a number that fewer rows make, or without rows",
  });
}

/** Our functions are found only with the name of their database. */
function inCatalog(query: Node, catalog: string, macros: readonly string[]): Node {
  if (macros.length === 0) return query;
  const changed = (node: Node): Node =>
    changeNodes(node, (each) => {
      if (each["type"] !== "FUNCTION" || each["catalog"] !== "" || !isOurs(each)) return undefined;
      return changed({ ...each, catalog, schema: "main" });
    });
  const isOurs = (node: Node): boolean => macros.includes(textOf(node["function_name"]).toLowerCase());
  return changed(query);
}

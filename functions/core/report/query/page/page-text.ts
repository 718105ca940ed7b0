import type { DuckDBConnection } from "@duckdb/node-api";
import type { ParameterValue } from "../flatten-parameters.ts";
import { literalOf } from "../fill-in-parameters.ts";
import type { ParsedQuery } from "../parse-queries.ts";
import { quoteName, quoteText } from "../quote-name.ts";
import { type JudgedBy, letterColumn, pageTable, parameterColumn, Unpageable } from "./judging.ts";
import { pageSelect, type SortKey } from "./page-select.ts";
import { type Node, readTree, replaceNodes, withoutPlaces } from "./query-tree.ts";

/** A statement that runs a query for all letters of a page. */
export interface PagedText {
  /** Returns the letter's number, the query's columns, and the added ones; sorted by letter and keys. */
  readonly text: string;
  readonly keys: readonly SortKey[];
  readonly added: number;
  readonly limit: number | undefined;
}

/** The result of a query for all letters, which other queries read. */
export interface PageResult {
  /** Name of the table. */
  readonly table: string;
  /** Names of the query's own columns. */
  readonly columns: readonly string[];
}

/** What the text of a page's query is made from. */
export interface PagedFrom extends JudgedBy {
  /** The parameters that are the same for all letters. */
  readonly shared: ReadonlyMap<string, ParameterValue>;
  /** Results of other queries, by the queries' names in lower case. */
  readonly results: ReadonlyMap<string, PageResult>;
}

/** The query's text with values or columns of the page in place of its parameters. */
export function fillInPage(query: ParsedQuery, { varying, shared }: PagedFrom): string {
  if (query.split === undefined)
    throw new Unpageable("parameter", "has a text that cannot be divided at its parameters with certainty");
  const { texts, names } = query.split;
  return names.reduce((text, name, index) => {
    const value = varying.has(name)
      ? `${quoteName(pageTable)}.${quoteName(parameterColumn(name))}`
      : literalOf(name, shared.get(name) ?? null);
    return text + value + texts[index + 1]!;
  }, texts[0]!);
}

/**
 * Makes the statement that runs a query for all letters of a page.
 *
 * DuckDB prints a tree that it has parsed, but not always as it was: what it prints must parse to the same tree again.
 *
 * @param filled text from `fillInPage`
 * @throws Unpageable
 */
export async function pageText(connection: DuckDBConnection, filled: string, from: PagedFrom): Promise<PagedText> {
  const results = [...from.results];
  const texts = [filled, "SELECT 1", ...results.map(([name, result]) => readingText(name, result))];
  const [tree, one, ...reads] = await treesOf(connection, texts);
  const fromTables = new Map(
    results.map(([name], index) => [name, (reads[index]!["node"] as Node)["from_table"] as Node]),
  );
  const { node, ...select } = pageSelect(tree!["node"] as Node, firstItem(one!), from);
  const whole = replaceNodes({ error: false, statements: [{ ...tree, node }] }, (table) => {
    if (table["type"] !== "BASE_TABLE") return undefined;
    const name = String(table["table_name"]);
    const read = fromTables.get(name.toLowerCase());
    const alias = String(table["alias"] ?? "");
    return read && { ...read, alias: alias === "" ? name : alias };
  });
  const inner = await printed(connection, whole as Node);
  const keys = select.keys.map(({ column, direction }) =>
    `${typeof column === "number" ? column + 2 : `${queryName}.${quoteName(column)}`} ${direction}`.trim(),
  );
  const page = quoteName(pageTable);
  const text = `SELECT ${page}.${quoteName(letterColumn)}, ${queryName}.* FROM ${page}, LATERAL (\n${inner}\n) AS ${queryName} ORDER BY ${["1", ...keys].join(", ")}`;
  return { text, ...select };
}

const queryName = quoteName(" query");

/** A SELECT over the rows of a result that belong to the letter. */
function readingText(name: string, { table, columns }: PageResult): string {
  const rows = quoteName(" rows");
  const letter = quoteName(letterColumn);
  return `SELECT * FROM (SELECT ${columns.map(quoteName).join(", ")} FROM ${quoteName(table)} AS ${rows} WHERE ${rows}.${letter} = ${quoteName(pageTable)}.${letter}) AS ${quoteName(name)}`;
}

async function treesOf(connection: DuckDBConnection, texts: readonly string[]): Promise<Node[]> {
  const reader = await connection.runAndReadAll(
    `SELECT ${texts.map((text, index) => `json_serialize_sql(${quoteText(text)}) AS t${index}`).join(", ")}`,
  );
  return reader.getRows()[0]!.map((text) => {
    const { error, statements } = readTree(String(text)) as {
      readonly error: boolean;
      readonly statements?: readonly Node[];
    };
    if (error || statements?.length !== 1)
      throw new Unpageable("running", "cannot be parsed with columns in place of parameters");
    return statements[0]!;
  });
}

function firstItem({ node }: Node): Node {
  return ((node as Node)["select_list"] as readonly Node[])[0]!;
}

async function printed(connection: DuckDBConnection, whole: Node): Promise<string> {
  const reader = await connection.runAndReadAll(
    `SELECT s, json_serialize_sql(s) FROM (SELECT json_deserialize_sql(${quoteText(JSON.stringify(whole))}) AS s)`,
  );
  const [text, again] = reader.getRows()[0]!;
  if (withoutPlaces(readTree(String(again))) !== withoutPlaces(whole))
    throw new Unpageable("running", "is not printed by the database as it is written");
  return String(text);
}

import type { DuckDBConnection } from "@duckdb/node-api";
import { emptyQuery } from "../empty-query.ts";
import { literalOf } from "../fill-in-parameters.ts";
import { flattenParameters, type ParameterValue } from "../flatten-parameters.ts";
import { type ParameterType, parameterType } from "../parameter-type.ts";
import { type ParsedQuery, tablesRead } from "../parse-queries.ts";
import { quoteName } from "../quote-name.ts";
import { resultKeys } from "../recall-results.ts";
import type { Work } from "../session/load-session.ts";
import { columnOfType } from "./judge-select.ts";
import { type Columns, letterColumn, pageTable, parameterColumn, Unpageable } from "./judging.ts";
import type { QueryPage } from "./keep-pages.ts";
import { fillInPage, type PagedFrom, type PagedText, pageText, type PageResult } from "./page-text.ts";
import { type LetterTables, readLetters } from "./read-letters.ts";

/** Time that a query may take for a page, ms. One that takes longer gains little: planning is a third of one. */
const mostMs = 2_000;

/** Letters of a page of which a query must give the results, so that it is tried for the next page. */
const worthwhile = 0.5;

/** What the letters of most batches have in common. */
const sharedMostly: ReadonlySet<string> = new Set(["language", "report_date"]);

/** The letters of a page that can share queries, and by what they differ. */
interface Letters {
  /** Each with its parameters as SQL sees them. */
  readonly parameters: readonly ReadonlyMap<string, ParameterValue>[];
  readonly varying: ReadonlyMap<string, ParameterType | "DATE">;
  /** Parameters of which the letters have values of several types, or lists. */
  readonly mixed: ReadonlySet<string>;
  /** Parameters that count as varying, but have no value to try queries with. */
  readonly untried: ReadonlySet<string>;
}

/**
 * Runs the queries that depend on the letter once for all letters of a page, as far as they qualify, and keeps the
 * results. Nothing fails: what does not qualify, and what fails, runs for each letter by itself, and then says why.
 *
 * A query qualifies if its tree proves that its rows depend on the tables' rows, not on their order, and its ORDER BY
 * leaves no doubt, which shows in the rows: letters with ties are left out. See `judgeSelect` and `pageSelect`.
 *
 * @param queries in their order
 */
export async function fillPage(
  connection: DuckDBConnection,
  queries: readonly ParsedQuery[],
  work: Work,
  page: QueryPage,
): Promise<void> {
  if (page.kept.filled.has(page.letters)) return;
  page.kept.filled.add(page.letters);
  const letters = lettersOf(page, queries);
  if (letters === undefined) return;
  const filling = new Filling(connection, queries, work, page, letters);
  try {
    if (!(await filling.begin())) return;
    for (const query of queries) if (filling.dependsOnLetter(query)) await filling.run(query);
  } finally {
    await filling.end();
  }
}

function lettersOf({ letters, all }: QueryPage, queries: readonly ParsedQuery[]): Letters | undefined {
  const used = new Set(queries.flatMap(({ parameters }) => [...parameters]));
  // The page's columns are named after them, and DuckDB tells columns apart without regard to case.
  if (new Set([...used].map((name) => name.toLowerCase())).size < used.size) return undefined;
  const flat = letters.map((parameters) => flattenParameters(parameters));
  const first = flat[0];
  if (first === undefined || (flat.length < 2 && all !== true)) return undefined;
  const differing = [...used].filter((name) =>
    all === true
      ? !sharedMostly.has(name)
      : flat.some((own) => JSON.stringify(own.get(name)) !== JSON.stringify(first.get(name))),
  );
  const untried = new Set(all === true ? differing.filter((name) => first.get(name) == null) : []);
  const tried = differing.filter((name) => !untried.has(name));
  const parameters = flat.filter((own) =>
    tried.every((name) => own.get(name) != null && !String(own.get(name)).includes("\0")),
  );
  const varying = new Map<string, ParameterType | "DATE">();
  const mixed = new Set<string>();
  for (const name of tried) {
    const values = parameters.map((own) => own.get(name) ?? null);
    const types = new Set(values.map((value) => (Array.isArray(value) ? "LIST" : typeOf(name, value as string))));
    const [type] = types;
    if (types.size === 1 && type !== undefined && type !== "LIST") varying.set(name, type);
    else mixed.add(name);
  }
  return parameters.length > 0 && differing.length > 0 ? { parameters, varying, mixed, untried } : undefined;
}

function typeOf(name: string, value: string | number | boolean): ParameterType | "DATE" {
  return name === "report_date" ? "DATE" : parameterType([value]);
}

/** The queries of a page while they run. */
class Filling {
  readonly #connection: DuckDBConnection;
  readonly #work: Work;
  readonly #page: QueryPage;
  readonly #letters: Letters;
  readonly #keys: readonly ReadonlyMap<string, string>[];
  /** Tables that other queries read. */
  readonly #read: ReadonlySet<string>;
  readonly #tables = new Map<string, Columns>();
  readonly #results = new Map<string, PageResult>();
  /** Queries that depend on the letter → the letters for which they have a result. */
  readonly #dependent = new Map<string, ReadonlySet<number>>();

  constructor(
    connection: DuckDBConnection,
    queries: readonly ParsedQuery[],
    work: Work,
    page: QueryPage,
    letters: Letters,
  ) {
    this.#connection = connection;
    this.#work = work;
    this.#page = page;
    this.#letters = letters;
    const keysOf = resultKeys(queries, work);
    this.#keys = letters.parameters.map(keysOf);
    this.#read = tablesRead(queries);
  }

  /**
   * Makes the table of the letters' parameters, and looks up the columns of the datasets.
   *
   * @returns whether that could be done; if memory is short, each letter tries by itself
   */
  async begin(): Promise<boolean> {
    try {
      await this.#makePage();
      await this.#findColumns();
      return true;
    } catch (error) {
      if (messageOf(error).startsWith("Out of Memory")) return false;
      throw error;
    }
  }

  async #makePage(): Promise<void> {
    const { parameters, varying } = this.#letters;
    const names = [...varying.keys()];
    const rows = parameters.map(
      (own, letter) =>
        `(${[`${letter}::INTEGER`, ...names.map((name) => literalOf(name, own.get(name)!))].join(", ")})`,
    );
    const columns = [letterColumn, ...names.map(parameterColumn)].map(quoteName).join(", ");
    await this.#connection.run(
      `CREATE TABLE ${quoteName(pageTable)} AS SELECT * FROM (VALUES ${rows.join(", ")}) AS v(${columns})`,
    );
  }

  async #findColumns(): Promise<void> {
    const aliases = new Set(this.#work.datasets.map(({ alias }) => alias.toLowerCase()));
    const reader = await this.#connection.runAndReadAll(
      "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal ORDER BY table_oid, column_index",
    );
    const found = Map.groupBy(reader.getRows() as string[][], ([table = ""]) => table.toLowerCase());
    for (const [table, rows] of found)
      if (aliases.has(table))
        this.#tables.set(
          table,
          new Map(rows.map(([, name = "", type = ""]) => [name.toLowerCase(), columnOfType(type)])),
        );
  }

  async end(): Promise<void> {
    const tables = [pageTable, ...[...this.#results.values()].map(({ table }) => table)];
    await this.#connection.run(tables.map((table) => `DROP TABLE IF EXISTS ${quoteName(table)}`).join("; "));
  }

  /** Whether a query's result may differ from letter to letter. */
  dependsOnLetter({ parameters, tables }: ParsedQuery): boolean {
    const { varying, mixed, untried } = this.#letters;
    return (
      [...parameters].some((name) => varying.has(name) || mixed.has(name) || untried.has(name)) ||
      [...tables].some((table) => this.#dependent.has(table))
    );
  }

  /** Runs a query that depends on the letter for all of them, if it qualifies. */
  async run(query: ParsedQuery): Promise<void> {
    const name = query.name.toLowerCase();
    this.#dependent.set(name, new Set());
    const { judged, stopped } = this.#page.kept;
    let key: string | undefined;
    try {
      const from = this.#from(query);
      const filled = fillInPage(query, from);
      key = JSON.stringify([
        filled,
        query.steady,
        [...from.varying],
        [...from.tables].map(([table, of]) => [table, [...of]]),
        [...from.results],
      ]);
      const before = judged.get(key);
      if (before instanceof Unpageable) throw before;
      const paged = before ?? (await pageText(this.#connection, filled, from));
      judged.set(key, paged);
      const { tables, columns } = await this.#runPaged(query, paged);
      this.#keep(query, tables);
      if (this.#read.has(name))
        this.#tables.set(
          name,
          new Map(columns.map((column) => [column.name.toLowerCase(), columnOfType(column.type)])),
        );
      if (tables.size < worthwhile * this.#letters.parameters.length)
        throw new Unpageable("ties", "returns rows that tie in its ORDER BY, or several without an ORDER BY");
    } catch (error) {
      const why =
        error instanceof Unpageable
          ? error
          : new Unpageable("running", `cannot run for several letters: ${messageOf(error)}`);
      // What was stopped once may have met a busy machine; what is stopped again is not worth its time.
      if (key !== undefined && (!isPassing(error) || stopped.has(key))) judged.set(key, why);
      else if (key !== undefined) stopped.add(key);
      this.#page.told?.(query.name, why);
    }
  }

  /** What the query's text for a page is made from. */
  #from({ parameters, tables }: ParsedQuery): PagedFrom {
    const mixed = [...parameters].find((name) => this.#letters.mixed.has(name));
    if (mixed !== undefined)
      throw new Unpageable("parameter-type", `uses $${mixed}, whose values are lists or of several types`);
    const untried = [...parameters].find((name) => this.#letters.untried.has(name));
    if (untried !== undefined)
      throw new Unpageable("parameter", `uses $${untried}, which has no default to try it with`);
    const read = <T>(all: ReadonlyMap<string, T>): Map<string, T> =>
      new Map([...all].filter(([name]) => tables.has(name)));
    return {
      tables: read(this.#tables),
      varying: new Map([...this.#letters.varying].filter(([name]) => parameters.has(name))),
      shared: this.#letters.parameters[0]!,
      results: read(this.#results),
      without: this.#page.kept.without,
    };
  }

  async #runPaged(query: ParsedQuery, paged: PagedText): Promise<LetterTables> {
    const isRead = this.#read.has(query.name.toLowerCase());
    if (isRead && paged.limit !== undefined) throw new Unpageable("limit", "has a LIMIT, and another query reads it");
    const { options } = this.#work;
    const timer = setTimeout(() => this.#connection.interrupt(), Math.min(mostMs, options.deadlineMs));
    try {
      const table = ` result of ${query.name}`;
      if (isRead) {
        this.#results.set(query.name.toLowerCase(), { table, columns: [] });
        await this.#connection.run(`CREATE TABLE ${quoteName(table)} AS ${paged.text}`);
      }
      const result = await this.#connection.stream(isRead ? `FROM ${quoteName(table)}` : paged.text);
      const read = await readLetters(result, query, paged, {
        letters: this.#letters.parameters.length,
        rows: options.rows,
        without: this.#page.kept.without,
      });
      if (isRead) this.#results.set(query.name.toLowerCase(), { table, columns: read.columns.map(({ name }) => name) });
      return read;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Keeps the results of the letters for which all that the query reads has one. */
  #keep(query: ParsedQuery, tables: LetterTables["tables"]): void {
    const kept = new Set<number>();
    const inputs = [...query.tables].flatMap((table) => this.#dependent.get(table) ?? []);
    for (const [letter, table] of tables) {
      if (!inputs.every((input) => input.has(letter))) continue;
      kept.add(letter);
      const warnings = table.rows.length === 0 ? [emptyQuery(query)] : [];
      this.#page.kept.results.set(this.#keys[letter]!.get(query.name)!, { table, warnings });
    }
    this.#dependent.set(query.name.toLowerCase(), kept);
  }
}

/** Whether time or memory ran out, which says little about the query. */
function isPassing(error: unknown): boolean {
  return /^(INTERRUPT Error|Out of Memory)/.test(messageOf(error));
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
}

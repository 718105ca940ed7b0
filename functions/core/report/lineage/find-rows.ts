import { BroadsheetError } from "../../errors.ts";
import type { Dataset } from "../dataset/dataset.ts";
import type { ParsedQuery } from "../query/parse-queries.ts";
import { macrosCalled } from "../query/parse-queries.ts";
import type { QueryOptions } from "../query/query-options.ts";
import { runQuery } from "../query/run-query.ts";
import { openLoaded } from "../query/session/open-loaded.ts";
import type { Table, Tables } from "../query/table.ts";
import type { Template } from "../template/template.ts";
import { compareAgain } from "./compare-again.ts";
import type { Rows } from "./demand.ts";
import { followRows } from "./follow-rows.ts";
import { nameRows } from "./name-rows.ts";
import { findRow } from "./find-row.ts";
import type { RowLineage } from "./row-lineage.ts";
import { isDatabaseError, openStages, type StageDatabase, tooLong } from "./stage-database.ts";
import { type Held, stageQuery } from "./stage-queries.ts";

/** A cell of a query's result, or several of one row. */
export interface CellQuestion {
  readonly query: string;
  /** From 0. */
  readonly row: number;
  /** Empty: the whole row. */
  readonly columns: readonly string[];
}

/** What a report was made from, and what its queries gave. */
export interface Asked {
  readonly template: Pick<Template, "queries">;
  readonly datasets: readonly Dataset[];
  /** With defaults filled in, and `language` and `report_date` added. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly tables: Tables;
}

export interface FindOptions extends Pick<QueryOptions, "openScratch" | "rows" | "memoryMegabytes"> {
  /**
   * Milliseconds that all questions may take together, after loading, and so from this finder's opening on. A step that
   * DuckDB cannot interrupt is waited for.
   */
  readonly deadlineMs: number;
  /** Most rows of a dataset that an answer lists. */
  readonly listed: number;
}

/** Milliseconds between two interruptions once time is over. */
const interruptMs = 100;

/** Finds the dataset rows behind cells of one report. */
export interface RowFinder {
  /**
   * Says which rows of the datasets a cell was computed from and which decided what counts, and runs the queries again
   * over them.
   *
   * @throws BroadsheetError `not-found` for a row that the query does not give again, `limit-exceeded`
   *   (`lineage-too-long`) once the time of all questions is over
   */
  find(question: CellQuestion): Promise<RowLineage>;
  close(): Promise<void>;
}

/**
 * Loads a report's datasets to find the rows behind its cells.
 *
 * @throws BroadsheetError as `runQueries`
 */
export async function openRowFinder(asked: Asked, options: FindOptions): Promise<RowFinder> {
  const { template, datasets } = asked;
  const querying = { ...options, warn: () => undefined };
  const { session, queries, parameters } = await openLoaded(
    { queries: template.queries, datasets, options: querying },
    asked.parameters,
  );
  const [connection] = session.connections;
  const deadline = startDeadline(connection, options.deadlineMs);
  const aliases = datasets.map(({ alias }) => alias);
  const results = new Map<string, Table>();
  let database: StageDatabase | undefined;
  const find = async (question: CellQuestion): Promise<RowLineage> => {
    const held: Held = { aliases, queries: queriesBehind(queries, question.query), parameters };
    for (const query of held.queries)
      if (!results.has(query.name))
        results.set(query.name, await runQuery(connection, query, parameters, { ...querying, keep: true, few: false }));
    database ??= await openStages(connection, macrosCalled(queries), deadline.isOver);
    const asking = held.queries.at(-1)!;
    const row = findRow(results.get(asking.name)!, asked.tables.get(asking.name), question.row);
    const columns =
      question.columns.length > 0 ? question.columns : results.get(asking.name)!.columns.map(({ name }) => name);
    const { stages, stage } = await stageQuery(database, held, asking);
    const rows: Rows = { table: await database.createAs(`SELECT ${row}::BIGINT AS r`) };
    const followed = await followRows(stages, stage, rows, columns);
    const named = await nameRows(database, datasets, followed, options.listed);
    const again = await compareAgain(connection, held, named.together, {
      ...querying,
      expected: results.get(asking.name)!.rows[row]!,
      columns,
    });
    if (deadline.isOver() && again.result === "failed") throw tooLong();
    await database.clear();
    return {
      query: asking.name,
      row: question.row + 1,
      columns,
      steps: named.steps,
      datasets: named.datasets,
      coarse: named.coarse,
      again,
    };
  };
  return {
    async find(question) {
      if (deadline.isOver()) throw tooLong();
      try {
        return await find(question);
      } catch (error) {
        if (deadline.isOver()) throw tooLong();
        throw isDatabaseError(error) ? cannotFollow(error, question.query) : error;
      }
    },
    async close() {
      deadline.stop();
      await session.close(!deadline.isOver());
    },
  };
}

/** Interrupts whatever a connection does once the time is over, and again: what begins then has not heard of it. */
function startDeadline(connection: { interrupt(): void }, ms: number): { isOver(): boolean; stop(): void } {
  let over = false;
  let interrupting: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    over = true;
    connection.interrupt();
    interrupting = setInterval(() => connection.interrupt(), interruptMs);
  }, ms);
  return {
    isOver: () => over,
    stop() {
      clearTimeout(timer);
      clearInterval(interrupting);
    },
  };
}

/** DuckDB refused or broke down at a rewritten query; nothing is said of its rows then. */
function cannotFollow(error: Error, query: string): BroadsheetError {
  return new BroadsheetError("query-failed", {
    code: "lineage-failed",
    message: `The rows behind the query "${query}" cannot be followed: ${error.message.split("\n")[0]!}`,
    where: { name: query },
    seen: query,
    hint: "Please report it, with the query",
  });
}

/** A query and those that it reads, each after those that it reads. */
function queriesBehind(queries: readonly ParsedQuery[], name: string): ParsedQuery[] {
  const needed = new Set([name.toLowerCase()]);
  for (const query of queries.toReversed())
    if (needed.has(query.name.toLowerCase())) for (const table of query.tables) needed.add(table);
  const read = queries.filter((query) => needed.has(query.name.toLowerCase()));
  const own = read.find((query) => query.name === name)!;
  return [...read.filter((query) => query !== own), own];
}

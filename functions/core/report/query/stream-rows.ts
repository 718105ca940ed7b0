import type { Dataset } from "../dataset/dataset.ts";
import type { DuckDBResult } from "@duckdb/node-api";
import { bindParameters } from "./bind-parameters.ts";
import { columnReader, notFinite, outOfRange } from "./column-readers.ts";
import { flattenParameters } from "./flatten-parameters.ts";
import { fileJobs } from "./session/loading-jobs.ts";
import { type ParsedQuery, parseQueries, refuseProblems } from "./parse-queries.ts";
import { queryError, queryProblem } from "./query-error.ts";
import type { QueryOptions } from "./query-options.ts";
import { openSession } from "./session/query-session.ts";
import { runInLanes } from "./run-in-lanes.ts";
import { defaultMemory } from "./session/sealed-session.ts";
import { digits } from "./read-table.ts";
import type { Row, Value } from "./table.ts";

/** A part of a result, in order. */
export interface RowGroup {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** The name of the one query, in problems. */
const name = "rows";

/**
 * Runs one SELECT over datasets and yields its rows as they come, a few thousand at a time, so that a million need no
 * more memory than the datasets themselves. Values are those of `runQueries`.
 *
 * @param query its file stands in problems
 * @throws BroadsheetError `query-failed` with line and column; `limit-exceeded`
 */
export async function* streamRows(
  query: { readonly file: string; readonly text: string },
  datasets: readonly Dataset[],
  parameters: Readonly<Record<string, unknown>>,
  options: Pick<QueryOptions, "openScratch" | "deadlineMs" | "memoryMegabytes">,
): AsyncGenerator<RowGroup> {
  const values = flattenParameters(parameters);
  const scratch = await options.openScratch();
  try {
    let parsed: ParsedQuery | undefined;
    const session = await openSession(
      options.memoryMegabytes ?? defaultMemory,
      scratch,
      1,
      false,
      async (connections) => {
        const names = { tables: datasets.map(({ alias }) => alias), parameters: [...values.keys()] };
        const parsing = {
          name: "(queries)",
          needs: [],
          run: async () => {
            const { parsed: found, problems } = await parseQueries(connections[0], new Map([[name, query]]), names);
            refuseProblems(problems);
            parsed = found[0];
          },
        };
        await runInLanes(
          [
            parsing,
            ...fileJobs(connections, datasets, scratch, {
              job: parsing.name,
              queries: () => (parsed === undefined ? [] : [parsed]),
            }),
          ],
          1,
          () => false,
        );
      },
    );
    const [connection] = session.connections;
    const timer = setTimeout(() => connection.interrupt(), options.deadlineMs);
    try {
      const statement = await connection.prepare(query.text);
      await bindParameters(statement, values);
      yield* groupsOf(await statement.stream(), query.file, parsed?.steady === true ? digits.steady : digits.other);
      statement.destroySync();
    } catch (error) {
      throw queryError(error, query, name);
    } finally {
      clearTimeout(timer);
      session.close();
    }
  } finally {
    await scratch.dispose();
  }
}

async function* groupsOf(result: DuckDBResult, file: string, precision: number): AsyncGenerator<RowGroup> {
  const columns = result.columnNames();
  const where = { file, name };
  const repeated = columns.find((column, index) => columns.indexOf(column) !== index);
  if (repeated !== undefined)
    throw queryProblem(
      "query-failed",
      "duplicate-column",
      `The query "${name}" returns two columns named "${repeated}"`,
      where,
      { seen: columns, hint: "Name one of them with AS" },
    );
  const readers = columns.map((column, index) => {
    const type = result.columnType(index).toString();
    const reader = columnReader(type);
    if (reader === undefined)
      throw queryProblem(
        "query-failed",
        "not-a-scalar",
        `Column "${column}" of the query "${name}" is of type ${type}, which no parameter can take`,
        where,
        { seen: type, hint: "Use unnest(), array_to_string() or a member of it" },
      );
    return reader;
  });
  for (let done = 0; ;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const read = readers.map((reader, index) => reader.read(chunk, index, precision));
    const rows = Array.from({ length: chunk.rowCount }, (_, row): Row =>
      Object.fromEntries(
        columns.map((column, index): [string, Value] => {
          const value = read[index]![row]!;
          if (value === outOfRange)
            throw queryProblem(
              "query-failed",
              "date-out-of-range",
              `Column "${column}" holds a date outside the years 1 to 9999 in row ${done + row + 1}`,
              { ...where, row: done + row + 1 },
              { allowed: "dates from 0001-01-01 to 9999-12-31" },
            );
          return [column, value === notFinite ? null : value];
        }),
      ),
    );
    done += chunk.rowCount;
    yield { columns, rows };
  }
}

import type { Dataset } from "../dataset/dataset.ts";
import type { Template } from "../template/template.ts";
import { flattenParameters } from "./flatten-parameters.ts";
import { createKnownTables, tablesOf } from "./known-tables.ts";
import { orderQueries } from "./order-queries.ts";
import { type ParsedQuery, parseQueries, refuseProblems } from "./parse-queries.ts";
import { loadingError } from "./query-error.ts";
import type { QueryOptions } from "./query-options.ts";
import { loadDatasets, openSession } from "./query-session.ts";
import { runQuery } from "./run-query.ts";
import type { Table, Tables } from "./table.ts";

/**
 * Runs a template's queries over its datasets and returns their results by name, in the template's order.
 *
 * A query is one SELECT. It reads the datasets by alias, what is known of them (`<alias>_columns`, `<alias>_cells`, see
 * `createKnownTables`) and other queries by name. Parameters are bound by name: `$year`; a member of an object as `$weights_rd`;
 * lists as lists; `$language` and `$report_date` are always there. A query without rows is warned of (`empty-query`).
 *
 * @param parameters with defaults filled in, and `language` and `report_date` (`YYYY-MM-DD`) added
 * @throws BroadsheetError `query-failed` with file and line of everything that is wrong; `limit-exceeded`
 */
export async function runQueries(template: Pick<Template, "queries">, datasets: readonly Dataset[], parameters: Readonly<Record<string, unknown>>, options: QueryOptions): Promise<Tables> {
  if (template.queries.size === 0) return new Map();
  const bound = flattenParameters(parameters);
  const names = { tables: [...datasets.flatMap(({ alias }) => tablesOf(alias)), ...template.queries.keys()], parameters: [...bound.keys()] };
  const scratch = await options.openScratch();
  try {
    let queries: ParsedQuery[] = [];
    const session = await openSession(options.memoryMegabytes ?? 512, scratch, async (connection) => {
      const { parsed, problems } = await parseQueries(connection, template.queries, names);
      refuseProblems(problems);
      queries = orderQueries(parsed);
      await loadDatasets(connection, datasets, scratch);
    });
    try {
      const read = new Set(queries.flatMap(({ tables }) => [...tables]));
      for (const { alias, profile } of datasets) {
        // oxlint-disable-next-line no-await-in-loop -- one connection, one statement at a time
        await createKnownTables(session.connection, { alias, rows: profile.rows, columns: profile.columns }, read).catch((error: unknown) => {
          throw loadingError(error, alias);
        });
      }
      const tables = new Map<string, Table>();
      for (const query of queries) {
        // oxlint-disable-next-line no-await-in-loop
        const table = await runQuery(session.connection, query, read.has(query.name.toLowerCase()), bound, options);
        if (table.rows.length === 0) options.warn({ code: "empty-query", message: `The query "${query.name}" returns no rows`, where: { file: query.file, name: query.name } });
        tables.set(query.name, table);
      }
      return new Map([...template.queries.keys()].map((name) => [name, tables.get(name)!]));
    } finally {
      session.close();
    }
  } finally {
    await scratch.dispose();
  }
}

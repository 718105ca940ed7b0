import { BroadsheetError, type Problem } from "../../errors.ts";
import { fillDefaults } from "../../json/schema-defaults.ts";
import type { ColumnType, Template } from "../template/template.ts";
import { flattenParameters } from "./flatten-parameters.ts";
import { createKnownTables, tablesOf } from "./known-tables.ts";
import { createMacros, macroNames } from "./macros.ts";
import { orderQueries } from "./order-queries.ts";
import { type ParsedQuery, parseQueries } from "./parse-queries.ts";
import { openSession } from "./session/query-session.ts";
import { quoteName } from "./quote-name.ts";
import { runQuery } from "./run-query.ts";

const databaseTypes: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
};

/**
 * Checks a template's queries without data: runs each over empty tables with the given columns and the parameters'
 * defaults, which finds unknown columns, wrong types and everything that `runQueries` refuses.
 *
 * @param columns alias → column → type, from the declaration and the sample file, if any; an alias without columns gets
 *   a text column, since SQL has no table without columns
 * @returns every problem, with file and line; empty if there are none
 */
export async function explainQueries(
  template: Pick<Template, "queries" | "parameters" | "languages" | "date">,
  columns: ReadonlyMap<string, Readonly<Record<string, ColumnType>>>,
): Promise<Problem[]> {
  if (template.queries.size === 0) return [];
  const defaults = (fillDefaults(template.parameters, {}) ?? {}) as Record<string, unknown>;
  const parameters = flattenParameters({
    ...undefinedMembers(template.parameters),
    ...defaults,
    language: defaults["language"] ?? template.languages[0],
    report_date: template.date,
  });
  const datasets = [...columns].map(([alias, types]) => emptyDataset(alias, types));
  const names = {
    tables: [...datasets.flatMap(({ alias }) => tablesOf(alias)), ...template.queries.keys()],
    parameters: [...parameters.keys()],
  };
  const session = await openSession(128, undefined, 1, true, async () => {});
  try {
    const [connection] = session.connections;
    const { parsed, problems } = await parseQueries(connection, template.queries, names);
    // All of them, so that DuckDB can propose one for a name that is misspelt.
    await createMacros(connection, macroNames);
    const read = new Set(parsed.flatMap(({ tables }) => [...tables]));
    for (const dataset of datasets) {
      // One connection, one statement at a time.
      await connection.run(
        `CREATE TABLE ${quoteName(dataset.alias)} (${dataset.columns.map(({ name, type }) => `${quoteName(name)} ${databaseTypes[type]}`).join(", ")})`,
      );
      await createKnownTables(connection, dataset, read);
    }
    const failed = new Set(
      [...template.queries.keys()]
        .filter((name) => !parsed.some((query) => query.name === name))
        .map((name) => name.toLowerCase()),
    );
    let ordered: ParsedQuery[];
    try {
      ordered = orderQueries(parsed);
    } catch (error) {
      return [...problems, ...problemsOf(error)];
    }
    for (const query of ordered) {
      // A query that reads a faulty one cannot be checked.
      const found = [...query.tables].some((table) => failed.has(table))
        ? []
        : await tryQuery(connection, query, parameters, read.has(query.name.toLowerCase()));
      if (found === undefined) continue;
      failed.add(query.name.toLowerCase());
      problems.push(...found);
    }
    return problems;
  } finally {
    session.close();
  }
}

/** A dataset without rows. One without columns gets a text column, since SQL has no table without columns. */
function emptyDataset(alias: string, types: Readonly<Record<string, ColumnType>>) {
  const entries = Object.entries(types);
  const columns = entries.length === 0 ? [["value", "text"] as const] : entries;
  return { alias, rows: 0, columns: columns.map(([name, type]) => ({ name, type, nulls: 0 })) };
}

/** Runs a query over empty tables. @param keep whether another query reads it @returns its faults, if it has any */
async function tryQuery(
  connection: Parameters<typeof runQuery>[0],
  query: ParsedQuery,
  parameters: Parameters<typeof runQuery>[2],
  keep: boolean,
): Promise<readonly Problem[] | undefined> {
  try {
    await runQuery(connection, query, parameters, {
      keep,
      few: true,
      rows: 100_000,
      deadlineMs: 5_000,
      warn: () => {},
    });
    return undefined;
  } catch (error) {
    return problemsOf(error);
  }
}

/** Parameters without a default, as missing values, so that their names are still known. */
function undefinedMembers(schema: Readonly<Record<string, unknown>>): Record<string, null> {
  const properties = schema["properties"];
  return typeof properties === "object" && properties !== null
    ? Object.fromEntries(Object.keys(properties).map((name) => [name, null]))
    : {};
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof BroadsheetError) return error.problems;
  throw error;
}

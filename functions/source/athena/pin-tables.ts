import type { BroadsheetError } from "../../core/errors.ts";
import { pointerTo } from "../../core/json/json-pointer.ts";
import { refuseSource } from "../refuse-source.ts";

/** A table of Iceberg whose snapshot a query reads. */
export interface PinnedTable {
  /** Name in the query, in lower case. */
  readonly name: string;
  readonly database: string;
}

/** Parts of a query: what is passed over, names in quotes and without, and single signs. */
const parts = /--[^\r\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"((?:[^"]|"")*)"|`([^`]*)`|([\p{L}_][\w$]*)|\S/gu;

/** The names of a query, and the signs between them; texts are `'`. Names have no case in Athena. */
function tokensOf(query: string): readonly { readonly text: string; readonly at: number }[] {
  const found: { readonly text: string; readonly at: number }[] = [];
  for (const match of query.matchAll(parts)) {
    const [whole, double, back, bare] = match;
    if (/^(?:--|\/\*)/.test(whole)) continue;
    const text = double?.replaceAll('""', '"') ?? back ?? bare ?? whole.slice(0, 1);
    found.push({ text: text.toLowerCase(), at: match.index });
  }
  return found;
}

/**
 * The tables of a source that are read as one snapshot each. A query names them without a database: a name with one
 * would read what the table is at that moment.
 *
 * @param database of the connection, in which names without one are
 * @throws BroadsheetError `query-failed` if the query does not name one of them so
 */
export function tablesToPin(
  connection: string,
  {
    query,
    iceberg,
    database,
  }: { readonly query: string; readonly iceberg: readonly string[]; readonly database: string },
): readonly PinnedTable[] {
  const tokens = iceberg.length === 0 ? [] : tokensOf(query);
  return iceberg.map((given, index) => {
    const steps = given.toLowerCase().split(".");
    const table = { name: steps.at(-1)!, database: steps.length > 1 ? steps[0]! : database.toLowerCase() };
    const named = tokens.flatMap(({ text }, at) => (text === table.name ? [at] : []));
    const astray = named.find((at) => tokens[at - 1]?.text === "." && tokens[at - 2]?.text === table.database);
    const fault = (message: string, hint: string, more: object = {}): BroadsheetError =>
      refuseSource("query-failed", connection, {
        code: "table-not-pinned",
        message,
        where: { pointer: pointerTo("/iceberg", index), name: connection, ...more },
        seen: given,
        hint,
      });
    if (astray !== undefined) {
      const before = query.slice(0, tokens[astray - 2]!.at).split("\n");
      throw fault(
        `Line ${before.length} of the query names "${table.name}" with its database, so its snapshot cannot be said`,
        `write ${table.name} alone in the query: /iceberg says in which database it is`,
        { line: before.length, column: before.at(-1)!.length + 1 },
      );
    }
    if (!named.some((at) => tokens[at - 1]?.text !== "."))
      throw fault(
        `The query does not name the table "${table.name}"`,
        "leave it out of /iceberg, or name it in the query",
      );
    return table;
  });
}

/** The SELECT of the present snapshot of each table (Iceberg's metadata table of references). */
export function snapshotsQuery(tables: readonly PinnedTable[]): string {
  return tables
    .map(
      ({ name, database }, index) =>
        `SELECT ${index} AS place, CAST(snapshot_id AS varchar) AS snapshot FROM "${database}"."${name}$refs" WHERE name = 'main'`,
    )
    .join("\nUNION ALL ");
}

/**
 * Reads what `snapshotsQuery` found.
 *
 * @returns `database.table` → snapshot
 * @throws BroadsheetError `query-failed`, `no-snapshot`
 */
export function snapshotsOf(
  connection: string,
  tables: readonly PinnedTable[],
  rows: readonly (readonly string[])[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tables.map(({ name, database }, index) => {
      const snapshot = rows.find(([place]) => place === String(index))?.[1];
      if (snapshot === undefined || !/^\d{1,19}$/.test(snapshot))
        throw refuseSource("query-failed", connection, {
          code: "no-snapshot",
          message: `The table "${database}.${name}" has no snapshot on its branch main`,
          where: { pointer: pointerTo("/iceberg", index), name: connection },
          seen: snapshot,
          hint: "a table that nobody has written to has none; a table that is not one of Iceberg is not named here",
        });
      return [`${database}.${name}`, snapshot];
    }),
  );
}

/** A query over the snapshots: within it, the names of the tables stand for these. */
export function pinnedQuery(
  query: string,
  tables: readonly PinnedTable[],
  snapshots: Readonly<Record<string, string>>,
): string {
  if (tables.length === 0) return query;
  const named = tables.map(
    ({ name, database }) =>
      `"${name}" AS (SELECT * FROM "${database}"."${name}" FOR VERSION AS OF ${snapshots[`${database}.${name}`]})`,
  );
  return `WITH ${named.join(",\n")}\nSELECT * FROM (\n${query}\n)`;
}

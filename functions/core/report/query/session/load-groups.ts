import type { DuckDBConnection } from "@duckdb/node-api";
import type { ScratchSpace } from "../../../ports.ts";
import type { Dataset } from "../../dataset/dataset.ts";
import { quoteName } from "../quote-name.ts";
import { neededGroups } from "./needed-groups.ts";
import type { RowFilter } from "./row-filters.ts";

/** Rows of a vector, in which the database works. */
const vectorRows = 2_048;

/** What is loaded of a dataset. */
export interface PartlyRead {
  /** Of the columns that queries read; reads the file bound as `$file`. */
  readonly select: string;
  /** Their names in the file. */
  readonly columns: readonly string[];
  readonly readers: readonly (readonly RowFilter[])[];
}

/**
 * Loads only the row groups of a dataset that may hold rows that the queries use, into a table named by its alias.
 * Every loaded row lies at the same place of its vector as if all were loaded, after rows without any values, which no
 * condition lets through: so the database passes on the same rows in the same pieces.
 *
 * @param name of the files in the scratch folder
 * @returns whether it did; if not, all rows are needed
 * @throws BroadsheetError `damaged`
 */
export async function loadGroups(
  connection: DuckDBConnection,
  dataset: Dataset,
  { select, columns, readers }: PartlyRead,
  scratch: ScratchSpace,
  name: string,
): Promise<boolean> {
  const sparse = dataset.sparse!;
  const footer = await sparse.fetch(scratch, `footer-${name}`, []);
  if (footer === undefined) return false;
  const { rows, leaves } = await sparse.layout();
  // A value that cannot be compared is told when the query runs.
  const needed = await neededGroups(connection, footer, dataset, readers, (field) => leaves.get(field)).catch(
    () => undefined,
  );
  if (needed === undefined || needed.size === rows.length) return false;
  const table = quoteName(dataset.alias);
  await connection.run(`CREATE OR REPLACE TABLE ${table} AS SELECT * FROM (${select}) LIMIT 0`, { file: footer });
  const [first] = (await connection.runAndReadAll(`DESCRIBE ${table}`)).getRowsJson()[0]!;
  let skipped = 0;
  for (let from = 0; from < rows.length;) {
    if (!needed.has(from)) {
      skipped += rows[from++]!;
      continue;
    }
    let to = from + 1;
    while (to < rows.length && needed.has(to)) to++;
    const padding = skipped % vectorRows;
    if (padding > 0)
      await connection.run(`INSERT INTO ${table} (${quoteName(String(first))}) SELECT NULL FROM range(${padding})`);
    skipped = 0;
    const file = (await sparse.fetch(scratch, `groups-${from}-${name}`, columns, { from, to }))!;
    await connection.run(`INSERT INTO ${table} ${select}`, { file });
    from = to;
  }
  return true;
}

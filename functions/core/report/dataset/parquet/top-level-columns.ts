import type { Database } from "../database/database.ts";

/** A column of a Parquet file, at the top of its schema. */
export interface TopLevelColumn {
  /** As the file has it: the database numbers those that it repeats. */
  readonly name: string;
  /** Its index among the leaves of the schema; undefined if it is nested and has none or several. */
  readonly leaf: number | undefined;
}

/**
 * The columns of a Parquet file in their order.
 *
 * @returns undefined if the file's schema is not a plain tree
 */
export async function topLevelColumns(
  database: Database,
  file: string,
): Promise<readonly TopLevelColumn[] | undefined> {
  const elements = await database.rows(
    "SELECT name, num_children AS n, repetition_type = 'REPEATED' AS repeated FROM parquet_schema($file)",
    { file },
  );
  const columns: TopLevelColumn[] = [];
  let [at, leaves] = [1, 0];
  const skip = (): void => {
    const children = Number(elements[at++]?.["n"] ?? 0);
    if (children === 0) leaves += 1;
    for (let child = 0; child < children && at < elements.length; child++) skip();
  };
  while (at < elements.length) {
    const { name, n, repeated } = elements[at]!;
    const isPlain = Number(n ?? 0) === 0 && repeated !== true;
    columns.push({ name: String(name), leaf: isPlain ? leaves : undefined });
    skip();
  }
  return columns.length === Number(elements[0]?.["n"] ?? -1) ? columns : undefined;
}

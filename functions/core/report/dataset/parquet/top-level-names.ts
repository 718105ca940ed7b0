import type { Database } from "../database/database.ts";

/**
 * The names of a Parquet file's columns as the file has them. The database numbers those that it repeats.
 *
 * @returns undefined if the file's schema is not a plain tree
 */
export async function topLevelNames(database: Database, file: string): Promise<readonly string[] | undefined> {
  const elements = await database.rows("SELECT name, num_children AS n FROM parquet_schema($file)", { file });
  const names: string[] = [];
  let at = 1;
  const skip = (): void => {
    const children = Number(elements[at++]?.["n"] ?? 0);
    for (let child = 0; child < children && at < elements.length; child++) skip();
  };
  while (at < elements.length) {
    names.push(String(elements[at]!["name"]));
    skip();
  }
  return names.length === Number(elements[0]?.["n"] ?? -1) ? names : undefined;
}

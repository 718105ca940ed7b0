import type { Database } from "./database/database.ts";
import { datasetSelect } from "./database/dataset-select.ts";
import { hashSelected, mostHashedRows } from "./database/hash-rows.ts";
import type { DatasetProfile } from "./dataset.ts";

/**
 * A text's profile with the hash of its rows, unless they are too many.
 *
 * @param database has the text's table as `raw`
 */
export async function withHashedRows(database: Database, profile: DatasetProfile): Promise<DatasetProfile> {
  if (profile.rows > mostHashedRows) return profile;
  const select = datasetSelect(profile, () => "raw");
  return { ...profile, rowsAsRead: await hashSelected(database, select) };
}

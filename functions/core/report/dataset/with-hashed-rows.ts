import type { Database } from "./database/database.ts";
import { datasetSelect } from "./database/dataset-select.ts";
import { hashSelected, isHashed } from "./database/hash-rows.ts";
import type { DatasetProfile } from "./dataset.ts";

/**
 * A text's profile with the hash of its rows, unless they are too many or too long.
 *
 * @param database has the text's table as `raw`
 * @param bytes size of the table's text
 */
export async function withHashedRows(
  database: Database,
  profile: DatasetProfile,
  bytes: number,
): Promise<DatasetProfile> {
  if (!isHashed(profile.rows, bytes)) return profile;
  const select = datasetSelect(profile, () => "raw");
  return { ...profile, rowsAsRead: await hashSelected(database, select) };
}

import { createHash } from "node:crypto";
import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";

/** SHA-256 of a version's bytes: the version itself, unless it holds more than they. */
export async function hashOf(
  store: ObjectStore,
  dataset: string,
  { version, format, reading, mended }: DatasetProfile,
): Promise<string> {
  if (reading === undefined && mended === undefined) return version;
  const object = await store.getStream(`datasets/${dataset}/${version}/data.${format}`);
  if (object === undefined)
    throw new BroadsheetError("unavailable", {
      code: "missing-object",
      message: `The content of the dataset "${dataset}" is missing from the store`,
      where: { dataset },
      seen: version,
    });
  const hash = createHash("sha256");
  for await (const piece of object.body) hash.update(piece);
  return hash.digest("hex");
}

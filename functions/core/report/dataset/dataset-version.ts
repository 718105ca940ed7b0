import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import type { DatasetReading } from "../template/dataset-reading.ts";

/**
 * The version of a dataset: the SHA-256 of its bytes as sent. Reading options, if given, are part of the version, since
 * the same bytes may be read as different tables.
 */
export function datasetVersion(body: Uint8Array, reading: DatasetReading = {}): string {
  const content = sha256(body);
  return Object.keys(reading).length === 0 ? content : sha256(canonicalJson({ content, reading }));
}

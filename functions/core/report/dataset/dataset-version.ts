import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import type { Bytes } from "../../ports.ts";
import { hashOf } from "./pieces-of.ts";
import type { DatasetReading } from "../template/dataset-reading.ts";
import type { DatasetProfile } from "./dataset.ts";
import { readerRevision, revisionsOf } from "./mended-rules.ts";

/**
 * The version of a dataset: the SHA-256 of its bytes as sent. Reading options, if given, are part of the version, since
 * the same bytes may be read as different tables; so are the mended rules that the bytes meet, since an earlier reader
 * read them differently. Bytes that meet none have the version that every reader gives them.
 *
 * @param body the bytes, or what stands for them: see `DatasetProfile.rowsOfSource`
 * @param read the mended rules that they meet, and the revision of the reader that met them @default none, by this one
 */
export function datasetVersion(
  body: Bytes | string,
  reading: DatasetReading = {},
  { mended = [], reader = readerRevision }: Pick<DatasetProfile, "mended" | "reader"> = {},
): string {
  const content = typeof body === "string" ? body : hashOf(body);
  const said = Object.keys(reading).length === 0 ? undefined : reading;
  return said === undefined && mended.length === 0
    ? content
    : sha256(canonicalJson({ content, mended: revisionsOf(mended, reader), reading: said }));
}

import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { BroadsheetError } from "../../../errors.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";

/** Most times that a file may grow when unpacked: even the most compressible tables stay below a hundred. */
export const maximumRatio = 200;
/** Below this size, bytes, no ratio is dangerous: a table of one repeated value compresses well. */
export const harmless = 16 * 1024 * 1024;

const packings = [
  { name: "gzip", magic: [0x1f, 0x8b], unpack: gunzipSync },
  { name: "Zstandard", magic: [0x28, 0xb5, 0x2f, 0xfd], unpack: zstdDecompressSync },
] as const;

/**
 * Unpacks gzip and Zstandard, recognised by their first bytes; returns anything else unchanged. Stops at the size limit
 * of a dataset and at the ratio of an archive bomb.
 *
 * @throws BroadsheetError `invalid-dataset` (`damaged-archive`, `archive-bomb`), `too-large`
 */
export function unpack(body: Uint8Array, limits: DatasetLimits): Uint8Array {
  const packing = packings.find(({ magic }) => magic.every((byte, at) => body[at] === byte));
  if (packing === undefined) return body;
  const allowed = Math.min(limits.bytes, Math.max(harmless, body.length * maximumRatio));
  try {
    return packing.unpack(body, { maxOutputLength: allowed });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ERR_BUFFER_TOO_LARGE") {
      throw new BroadsheetError(
        "invalid-dataset",
        {
          code: "damaged-archive",
          message: `The ${packing.name} archive is damaged or truncated`,
          seen: `${body.length} bytes`,
          hint: "Pack it again: it may have been damaged on the way",
        },
        { cause: error },
      );
    }
    if (allowed === limits.bytes) checkDatasetLimit("bytes", limits.bytes + 1, limits);
    throw new BroadsheetError("invalid-dataset", {
      code: "archive-bomb",
      message: `The ${packing.name} archive holds more than ${maximumRatio} times its own size`,
      seen: `more than ${allowed} bytes in ${body.length}`,
      allowed: `${maximumRatio} times`,
    });
  }
}

import { createGunzip, createZstdDecompress, gunzipSync, zstdDecompressSync } from "node:zlib";
import { BroadsheetError } from "../../../errors.ts";
import type { Bytes, ScratchFile, ScratchWriter } from "../../../ports.ts";
import { piecesOf } from "../pieces-of.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";

/** Most times that a file may grow when unpacked: even the most compressible tables stay below a hundred. */
export const maximumRatio = 200;
/** Below this size, bytes, no ratio is dangerous: a table of one repeated value compresses well. */
export const harmless = 16 * 1024 * 1024;

const packings = [
  { name: "gzip", magic: [0x1f, 0x8b], unpack: gunzipSync, open: createGunzip },
  { name: "Zstandard", magic: [0x28, 0xb5, 0x2f, 0xfd], unpack: zstdDecompressSync, open: createZstdDecompress },
] as const;

/** How a file is packed; undefined if it is not. @param head its first bytes */
export function packingOf(head: Uint8Array): (typeof packings)[number] | undefined {
  return packings.find(({ magic }) => magic.every((byte, at) => head[at] === byte));
}

/**
 * Unpacks gzip and Zstandard, recognised by their first bytes; returns anything else unchanged. Stops at the size limit
 * of a dataset and at the ratio of an archive bomb.
 *
 * @throws BroadsheetError `invalid-dataset` (`damaged-archive`, `archive-bomb`), `too-large`
 */
export function unpack(body: Uint8Array, limits: DatasetLimits): Uint8Array {
  const packing = packingOf(body);
  if (packing === undefined) return body;
  const allowed = mostUnpacked(body, limits);
  try {
    return packing.unpack(body, { maxOutputLength: allowed });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ERR_BUFFER_TOO_LARGE") throw damaged(packing.name, body, error);
    throw tooMuch(packing.name, body, limits);
  }
}

/** Unpacks a file that is too long for the memory, as `unpack` does. @param writer is ended */
export async function unpackFile(
  file: ScratchFile,
  limits: DatasetLimits,
  create: () => ScratchWriter,
): Promise<ScratchFile> {
  const packing = packingOf(file.subarray(0, 4));
  if (packing === undefined) return file;
  const allowed = mostUnpacked(file, limits);
  const writer = create();
  let bytes = 0;
  try {
    for await (const piece of through(packing.open(), file)) {
      bytes += piece.length;
      if (bytes > allowed) throw tooMuch(packing.name, file, limits);
      writer.write(piece);
    }
  } catch (error) {
    throw error instanceof BroadsheetError ? error : damaged(packing.name, file, error);
  }
  return writer.end();
}

/** A stream that unpacks what is written to it. */
type Unpacker = ReturnType<(typeof packings)[number]["open"]>;

/** What a file becomes on its way through a stream, which is fed no faster than it is read. */
function through(unpacker: Unpacker, file: Bytes): AsyncIterable<Uint8Array> {
  let goOn: (() => void) | undefined;
  unpacker.on("drain", () => goOn?.()).on("close", () => goOn?.());
  const feed = async (): Promise<void> => {
    for (const piece of piecesOf(file)) {
      if (unpacker.destroyed) return;
      if (!unpacker.write(piece))
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
    }
    unpacker.end();
  };
  void feed().catch((error: unknown) => unpacker.destroy(error as Error));
  return unpacker;
}

function mostUnpacked({ length }: Bytes, limits: DatasetLimits): number {
  return Math.min(limits.bytes, Math.max(harmless, length * maximumRatio));
}

function damaged(name: string, { length }: Bytes, cause: unknown): BroadsheetError {
  return new BroadsheetError(
    "invalid-dataset",
    {
      code: "damaged-archive",
      message: `The ${name} archive is damaged or truncated`,
      seen: `${length} bytes`,
      hint: "Pack it again: it may have been damaged on the way",
    },
    { cause },
  );
}

/** @throws BroadsheetError `too-large` if it is the size of a dataset that is exceeded */
function tooMuch(name: string, body: Bytes, limits: DatasetLimits): BroadsheetError {
  const allowed = mostUnpacked(body, limits);
  if (allowed === limits.bytes) checkDatasetLimit("bytes", limits.bytes + 1, limits);
  return new BroadsheetError("invalid-dataset", {
    code: "archive-bomb",
    message: `The ${name} archive holds more than ${maximumRatio} times its own size`,
    seen: `more than ${allowed} bytes in ${body.length}`,
    allowed: `${maximumRatio} times`,
  });
}

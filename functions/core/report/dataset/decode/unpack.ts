import type { Transform } from "node:stream";
import { createGunzip, createZstdDecompress, gunzipSync, zstdDecompressSync } from "node:zlib";
import { BroadsheetError } from "../../../errors.ts";
import type { Bytes, ScratchFile, ScratchWriter } from "../../../ports.ts";
import { piecesOf } from "../pieces-of.ts";
import type { MendedRuleName } from "../mended-rules.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import { beginsWithFrame, type Frame, framesOf } from "./zstd-frames.ts";

/** Most times that a file may grow when unpacked: even the most compressible tables stay below a hundred. */
export const maximumRatio = 200;
/** Below this size, bytes, no ratio is dangerous: a table of one repeated value compresses well. */
export const harmless = 16 * 1024 * 1024;

/** Most frames of Zstandard: each needs a decompressor of its own. */
export const mostFrames = 20_000;

/** A packed part of a file, which unpacks without the others: all of gzip, a frame of Zstandard. */
type Part = Pick<Frame, "start" | "end">;

interface Packing {
  readonly name: string;
  /** Whether a file is packed so. @param head its first bytes */
  readonly begins: (head: Uint8Array) => boolean;
  readonly parts: (file: Bytes) => Iterable<Part>;
  readonly unpack: (part: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;
  readonly open: () => Transform;
}

const packings: readonly Packing[] = [
  {
    name: "gzip",
    begins: (head) => head[0] === 0x1f && head[1] === 0x8b,
    parts: ({ length }) => [{ start: 0, end: length }],
    unpack: gunzipSync,
    open: createGunzip,
  },
  {
    name: "Zstandard",
    begins: beginsWithFrame,
    parts: partsOfZstandard,
    unpack: zstdDecompressSync,
    open: createZstdDecompress,
  },
];

/** How a file is packed; undefined if it is not. @param head its first bytes */
export function packingOf(head: Uint8Array): Packing | undefined {
  return packings.find(({ begins }) => begins(head));
}

/** What a file is when it is unpacked. */
export interface Unpacked<Table extends Bytes> {
  readonly body: Table;
  readonly mended: readonly MendedRuleName[];
}

/**
 * Unpacks gzip and Zstandard, recognised by their first bytes, with all their members and frames; returns anything else
 * unchanged. Stops at the size limit of a dataset and at the ratio of an archive bomb.
 *
 * @throws BroadsheetError `invalid-dataset` (`damaged-archive`, `archive-bomb`), `too-large`
 */
export function unpack(body: Uint8Array, limits: DatasetLimits): Unpacked<Uint8Array> {
  const packing = packingOf(body);
  if (packing === undefined) return { body, mended: [] };
  const allowed = mostUnpacked(body, limits);
  const unpacked: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (const { start, end } of packing.parts(body)) {
      // Node takes no length of zero: one byte too many is found below.
      const part = packing.unpack(body.subarray(start, end), { maxOutputLength: Math.max(1, allowed - bytes) });
      bytes += part.length;
      if (bytes > allowed) throw tooMuch(packing.name, body, limits);
      unpacked.push(part);
    }
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ERR_BUFFER_TOO_LARGE") throw damaged(packing.name, body, error);
    throw tooMuch(packing.name, body, limits);
  }
  const whole = unpacked.length === 1 ? unpacked[0]! : Buffer.concat(unpacked);
  return { body: whole, mended: mendedOf(bytes, unpacked[0]?.length ?? 0) };
}

/** Unpacks a file that is too long for the memory, as `unpack` does. @param writer is ended */
export async function unpackFile(
  file: ScratchFile,
  limits: DatasetLimits,
  create: () => ScratchWriter,
): Promise<Unpacked<ScratchFile>> {
  const packing = packingOf(file.subarray(0, 4));
  if (packing === undefined) return { body: file, mended: [] };
  const allowed = mostUnpacked(file, limits);
  const writer = create();
  let bytes = 0;
  let first: number | undefined;
  try {
    for (const part of packing.parts(file)) {
      for await (const piece of through(packing.open(), sliceOf(file, part))) {
        bytes += piece.length;
        if (bytes > allowed) throw tooMuch(packing.name, file, limits);
        writer.write(piece);
      }
      first ??= bytes;
    }
  } catch (error) {
    throw error instanceof BroadsheetError ? error : damaged(packing.name, file, error);
  }
  return { body: writer.end(), mended: mendedOf(bytes, first ?? 0) };
}

function* partsOfZstandard(file: Bytes): Generator<Part> {
  let frames = 0;
  for (const frame of framesOf(file)) {
    if (++frames > mostFrames)
      throw new BroadsheetError("invalid-dataset", {
        code: "archive-bomb",
        message: `The Zstandard archive has more than ${mostFrames} frames`,
        allowed: `${mostFrames} frames`,
        hint: "Pack it again in one frame: zstd -d, then zstd",
      });
    if (!frame.isSkipped) yield frame;
  }
}

/** Earlier readers read the first frame only. */
function mendedOf(bytes: number, first: number): readonly MendedRuleName[] {
  return bytes > first ? ["several-frames"] : [];
}

function sliceOf(file: ScratchFile, { start, end }: Part): Bytes {
  return {
    length: end - start,
    pieceBytes: file.pieceBytes,
    subarray: (from, to = end - start) => file.subarray(start + from, start + to),
  };
}

/** What bytes become on their way through a stream, which is fed no faster than it is read. */
function through(unpacker: Transform, packed: Bytes): AsyncIterable<Uint8Array> {
  let goOn: (() => void) | undefined;
  // Who reads the stream hears of an error, but not of one behind its end, which would end the process.
  unpacker
    .on("drain", () => goOn?.())
    .on("close", () => goOn?.())
    .on("error", () => goOn?.());
  const feed = async (): Promise<void> => {
    for (const piece of piecesOf(packed)) {
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

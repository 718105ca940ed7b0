import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import type { ScratchFile, ScratchWriter } from "../core/ports.ts";

/** Tells of a fault of the disk. */
type Explain = (error: NodeJS.ErrnoException) => never;

/** The files of a folder that are read or written in pieces. */
export interface ScratchFiles {
  /** Of those that are open; the folder closes them. */
  readonly descriptors: Set<number>;
  /** Throws what a fault of the disk means. */
  readonly explain: Explain;
  /** See `Bytes.pieceBytes`. */
  readonly pieceBytes: number;
}

/** Begins a file. */
export function createScratchFile(path: string, files: ScratchFiles): ScratchWriter {
  const { descriptors, explain } = files;
  const descriptor = attempt(() => openSync(path, "w", 0o600), explain);
  descriptors.add(descriptor);
  return {
    write(bytes) {
      for (let done = 0; done < bytes.length;)
        done += attempt(() => writeSync(descriptor, bytes, done, bytes.length - done), explain);
    },
    end() {
      descriptors.delete(descriptor);
      attempt(() => closeSync(descriptor), explain);
      return openScratchFile(path, files);
    },
  };
}

/** Opens a file to read it in pieces. */
export function openScratchFile(path: string, { descriptors, explain, pieceBytes }: ScratchFiles): ScratchFile {
  const descriptor = attempt(() => openSync(path, "r"), explain);
  descriptors.add(descriptor);
  const length = attempt(() => fstatSync(descriptor).size, explain);
  return {
    path,
    length,
    pieceBytes,
    subarray(start, end = length) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(end, length) - start));
      for (let done = 0; done < bytes.length;) {
        const read = attempt(() => readSync(descriptor, bytes, done, bytes.length - done, start + done), explain);
        if (read === 0) throw new Error(`${path} has become shorter while it was read`);
        done += read;
      }
      return bytes;
    },
  };
}

function attempt<T>(work: () => T, explain: Explain): T {
  try {
    return work();
  } catch (error) {
    return explain(error as NodeJS.ErrnoException);
  }
}

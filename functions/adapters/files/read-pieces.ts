import type { FileHandle } from "node:fs/promises";
import { guardFiles } from "./guard-files.ts";

/** Bytes read at a time of a streamed object. */
const pieceSize = 262_144;

/** Reads an open file to its end and closes it, also when its reader leaves early. */
export async function* readPieces(file: FileHandle, key: string): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const { bytesRead, buffer } = await guardFiles(key, () => file.read(Buffer.allocUnsafe(pieceSize)));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Reads the bytes of an open file from an offset to before another; fewer if it ends before. */
export async function readRange(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const { size } = await file.stat();
  const bytes = new Uint8Array(Math.max(Math.min(end, size) - start, 0));
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

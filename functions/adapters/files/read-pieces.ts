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

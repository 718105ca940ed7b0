import type { DatasetFormat } from "../../../../../functions/core/report/dataset/dataset.ts";
import type { Random } from "./random.ts";

/** A file of at most 4 MiB that should be as expensive to read as its kind can be. */
export interface HostileFile {
  readonly format: DatasetFormat;
  readonly body: Uint8Array;
}

/** Kind → makes a file of it, in a random size. */
export type HostileKinds = Readonly<Record<string, (random: Random) => HostileFile | Promise<HostileFile>>>;

/** Largest body of a request, bytes. */
export const largest = 4 * 1024 * 1024;

/** Repeats a text up to a number of bytes. */
export function repeated(text: string, bytes: number): string {
  return text.repeat(Math.floor(bytes / Buffer.byteLength(text)));
}

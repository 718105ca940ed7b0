import type { Patch } from "./edit.ts";

/**
 * A patch at its place in a file whose lines may end otherwise.
 *
 * @param text the file
 * @param source the same with `\n` as line ends, and without a byte order mark
 */
export function inFile(patch: Patch, text: string, source: string): Patch {
  if (text === source) return patch;
  const at = (offset: number): number => {
    let [written, read] = [text.startsWith("\ufeff") ? 1 : 0, 0];
    while (read < offset) {
      written += text[written] === "\r" && text[written + 1] === "\n" ? 2 : 1;
      read += 1;
    }
    return written;
  };
  const lines = text.includes("\r\n") ? patch.text.replace(/\n/g, "\r\n") : patch.text;
  return { ...patch, from: at(patch.from), to: at(patch.to), text: lines };
}

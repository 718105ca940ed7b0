/** A file as its source holds it. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What the source calls this state of the file. */
  readonly etag: string;
}

/** A file that is being worked on. */
export interface WorkFile {
  readonly path: string;
  /** As it was last read from the source, or saved; absent for a new one. */
  readonly saved?: StoredFile | undefined;
  /** The text in the editor, with `\n` between lines; undefined for a file that is not UTF-8. */
  readonly text: string | undefined;
  readonly bytes: Uint8Array;
  /** Removed here, not yet in the source. */
  readonly removed: boolean;
  /**
   * Another state that the source has while this one has changes of its own; `bytes` are absent if it was deleted
   * there.
   */
  readonly theirs?: { readonly etag: string | undefined; readonly bytes: Uint8Array | undefined } | undefined;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The text of a file with `\n` between lines; undefined if it is not UTF-8 or holds NUL. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return decoder.decode(bytes).replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

/** The bytes of a text, with the line ends that the file had before. */
export function bytesOf(text: string, before?: Uint8Array): Uint8Array {
  const windows = before !== undefined && hasWindowsLines(before);
  return encoder.encode(windows ? text.replaceAll("\n", "\r\n") : text);
}

/** Whether the first line of a file ends with CR LF. */
function hasWindowsLines(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(10);
  return end > 0 && bytes[end - 1] === 13;
}

export function openFile(saved: StoredFile): WorkFile {
  return { path: saved.path, saved, text: textOf(saved.bytes), bytes: saved.bytes, removed: false };
}

/** Whether a file differs from what its source holds. */
export function isChanged({ saved, bytes, removed }: WorkFile): boolean {
  return saved === undefined ? !removed : removed || !sameBytes(saved.bytes, bytes);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, index) => byte === b[index]));
}

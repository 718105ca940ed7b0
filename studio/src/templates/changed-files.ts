/** A file in which two versions differ. */
export interface ChangedFile {
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  /** Absent if either is no text. */
  readonly before?: string;
  readonly after?: string;
}

/** The files in which two folders differ, by path. A file that only one of them has is compared with an empty one. */
export function changedFiles(
  before: ReadonlyMap<string, Uint8Array>,
  after: ReadonlyMap<string, Uint8Array>,
): ChangedFile[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths.flatMap((path): ChangedFile[] => {
    const [old, young] = [before.get(path), after.get(path)];
    if (old !== undefined && young !== undefined && sameBytes(old, young)) return [];
    const kind = old === undefined ? "added" : young === undefined ? "removed" : "changed";
    const [first, second] = [textOf(old), textOf(young)];
    return [{ path, kind, ...(first === undefined || second === undefined ? {} : { before: first, after: second }) }];
  });
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** @returns undefined if the bytes are no text */
function textOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return "";
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

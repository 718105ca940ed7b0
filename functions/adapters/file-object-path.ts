/**
 * Keys as relative paths. Ordinary names stay readable (`reports/ab/1/report.pdf` is just that),
 * and any two keys get two different paths that never meet, on every file system:
 *
 * - A byte outside `a-z 0-9 - _ .` becomes `%xx`, so upper case survives a disk that ignores case.
 *   Chinese, Japanese and Korean ideographs stay, having neither case nor decomposition.
 * - A key may be an object and the beginning of others (`a`, `a/b`), a name on a disk is a file or
 *   a folder. So a folder's name never holds a dot (`%2e` instead), and a file's always does: one
 *   without gets `.%` at its end.
 * - No name begins with a dot: hidden names are the store's own.
 */
export function objectPath(key: string): string {
  const segments = key.split("/");
  const file = escape(segments.pop()!);
  const name = file.includes(".") ? file : `${file}.%`;
  return [...segments.map(folderName), name].join("/");
}

/** The folder's path of a key's beginning that ends in `/`; the empty one is the root. */
export function folderPath(prefix: string): string {
  return prefix.split("/").slice(0, -1).map(folderName).join("/");
}

/** The segment a file stands for; `undefined` if no key has such a path. */
export function fileSegment(name: string): string | undefined {
  const segment = unescape(name.endsWith(".%") ? name.slice(0, -2) : name);
  return segment !== undefined && objectPath(segment) === name ? segment : undefined;
}

/** The segment a folder stands for; `undefined` if no key has such a path. */
export function folderSegment(name: string): string | undefined {
  const segment = unescape(name);
  return segment !== undefined && folderName(segment) === name ? segment : undefined;
}

function folderName(segment: string): string {
  // No key has an empty segment, but a prefix that is asked for may: it must not mean the folder above.
  return segment === "" ? "%" : escape(segment).replaceAll(".", "%2e");
}

function escape(segment: string): string {
  return segment
    .replaceAll(/[^a-z0-9._\-\p{Unified_Ideograph}]/gu, (character) =>
      [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    )
    .replace(/^\./, "%2e");
}

function unescape(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

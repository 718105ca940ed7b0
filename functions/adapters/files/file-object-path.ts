/**
 * Turns a key into a relative path. Ordinary names stay as they are (`reports/ab/1/report.pdf`), and two different keys
 * never share a path, on any file system:
 *
 * - A byte outside `a-z 0-9 - _ .` becomes `%xx`, so upper case survives a disk that ignores case.
 *   Chinese, Japanese and Korean ideographs stay, since they have neither case nor decomposition.
 * - A key may be both an object and a prefix of others (`a`, `a/b`), but a name on disk is a file or
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

/** The path of the folder for a key prefix that ends in `/`; the empty prefix is the root. */
export function folderPath(prefix: string): string {
  return prefix.split("/").slice(0, -1).map(folderName).join("/");
}

/** The key segment of a file name; `undefined` if no key has such a path. */
export function fileSegment(name: string): string | undefined {
  // A marker, of which there may be hundreds of thousands in a folder.
  if (/^[a-z0-9_-]+\.%$/.test(name)) return name.slice(0, -2);
  const segment = unescape(name.endsWith(".%") ? name.slice(0, -2) : name);
  return segment !== undefined && objectPath(segment) === name ? segment : undefined;
}

/** The key segment of a folder name; `undefined` if no key has such a path. */
export function folderSegment(name: string): string | undefined {
  const segment = unescape(name);
  return segment !== undefined && folderName(segment) === name ? segment : undefined;
}

function folderName(segment: string): string {
  // No key has an empty segment, but a requested prefix may; it must not mean the parent folder.
  return segment === "" ? "%" : escape(segment).replaceAll(".", "%2e");
}

function escape(segment: string): string {
  // Almost every one, so it has to be quick.
  if (/^[a-z0-9_-][a-z0-9._-]*$/.test(segment)) return segment;
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

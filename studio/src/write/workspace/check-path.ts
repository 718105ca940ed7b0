/** Why a path cannot be that of a template's file. */
export type PathFault = "empty" | "characters" | "segments" | "deep" | "long" | "taken";

/**
 * Checks the path of a new file by the rules of template archives.
 *
 * @param taken paths that exist; two that differ only in case would be one file on many disks
 */
export function checkPath(path: string, taken: Iterable<string>): PathFault | undefined {
  if (path === "") return "empty";
  if (path.length > 200) return "long";
  // eslint-disable-next-line no-control-regex -- control characters are the target
  if (/[\\\u0000-\u001f\u007f]/.test(path)) return "characters";
  const segments = path.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === "..")) return "segments";
  if (segments.length > 8) return "deep";
  const folders = segments.slice(0, -1).map((_, index) => key(segments.slice(0, index + 1).join("/")));
  for (const other of taken) {
    const known = key(other);
    if (known === key(path) || known.startsWith(`${key(path)}/`) || folders.includes(known)) return "taken";
  }
  return undefined;
}

/** A path as a disk without case would compare it. */
function key(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

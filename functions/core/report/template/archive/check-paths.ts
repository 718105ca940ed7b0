import { archiveFault } from "./archive-fault.ts";

const depthLimit = 8;
const lengthLimit = 200;

/**
 * Checks the paths of all entries together: each stays inside the folder, and no two of them could be the same on any
 * disk.
 *
 * @param paths a folder's ends with `/`
 * @throws BroadsheetError `invalid-template`
 */
export function checkPaths(paths: readonly string[]): void {
  /** Path as a disk without case would compare it → path as written, for everything that is or contains an entry. */
  const taken = new Map<string, { readonly path: string; readonly folder: boolean }>();
  const seen = new Set<string>();
  for (const path of paths) {
    const folder = path.endsWith("/");
    const bare = folder ? path.slice(0, -1) : path;
    const segments = bare.split("/");
    checkSegments(path, bare, segments);
    if (seen.has(bare)) throw archiveFault("archive-duplicate", `"${path}" is in the archive twice`, { path });
    seen.add(bare);
    for (const [index] of segments.entries()) {
      const part = segments.slice(0, index + 1).join("/");
      const isFolder = folder || index < segments.length - 1;
      const key = part.normalize("NFC").toLowerCase();
      const other = taken.get(key);
      if (other !== undefined && (other.path !== part || other.folder !== isFolder))
        throw archiveFault(
          "archive-duplicate",
          other.path === part
            ? `"${part}" is a file and a folder`
            : `"${part}" and "${other.path}" would be one file on many disks`,
          { path: part, seen: other.path },
        );
      taken.set(key, { path: part, folder: isFolder });
    }
  }
}

// eslint-disable-next-line no-control-regex -- control characters are the target
const unusable = /[\\\u0000-\u001f\u007f]/;

function checkSegments(path: string, bare: string, segments: readonly string[]): void {
  if (
    bare.length > lengthLimit ||
    unusable.test(path) ||
    segments.some((segment) => segment === "" || segment === "." || segment === "..")
  )
    throw archiveFault(
      "invalid-path",
      `${JSON.stringify(path.slice(0, 300))} cannot be the path of a template's file`,
      {
        seen: path.slice(0, 300),
        allowed: `at most ${lengthLimit} characters, segments separated by /, no .., no backslash, no control character`,
      },
    );
  if (segments.length > depthLimit)
    throw archiveFault("archive-too-deep", `"${path}" is nested ${segments.length} deep`, {
      path,
      seen: segments.length,
      allowed: depthLimit,
    });
}

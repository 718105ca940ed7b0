import { BroadsheetError, type Problem } from "../../../errors.ts";
import type { TemplateFiles } from "../template.ts";

/** Most files of a template, and most bytes in total. */
export const filesLimit = 1000;
export const bytesLimit = 64 * 1024 * 1024;

/** Files that file managers and editors leave behind: hidden files, backups, swap files, thumbnails. */
const junk =
  /(^|\/)(\.(?!\.?(?:\/|$))[^/]*|[^/]*~|#[^/]*#|[^/]*\.(swp|swo|tmp|bak|orig)|Thumbs\.db|desktop\.ini|__MACOSX|node_modules)(\/|$)/i;

/**
 * The files that belong to a template, without those that file managers and editors leave behind, sorted by path, so
 * that the same folder has the same version on every machine.
 *
 * @throws BroadsheetError `invalid-template` for a path that leaves the folder or cannot be stored,
 *   `limit-exceeded` beyond 1000 files or 64 MiB
 */
export function templateFiles(files: TemplateFiles): TemplateFiles {
  const kept = [...files].filter(([path]) => !junk.test(path)).sort(([a], [b]) => (a < b ? -1 : 1));
  const problems = kept.map(([path]) => checkPath(path)).filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new BroadsheetError("invalid-template", problems);
  const bytes = kept.reduce((sum, [, body]) => sum + body.byteLength, 0);
  if (kept.length > filesLimit) throw tooLarge(`${kept.length} files`, `at most ${filesLimit} files`);
  if (bytes > bytesLimit) throw tooLarge(`${bytes} bytes`, `at most ${bytesLimit} bytes`);
  return new Map(kept);
}

function checkPath(path: string): Problem | undefined {
  const segments = path.split("/");
  const storable = segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
  // eslint-disable-next-line no-control-regex -- control characters are the target
  if (storable && path.length <= 200 && !/[\\\u0000-\u001f\u007f]/.test(path)) return undefined;
  return {
    code: "invalid-path",
    message: `${JSON.stringify(path)} cannot be the path of a template's file`,
    seen: path,
    allowed: "at most 200 characters, segments separated by /, no .., no backslash, no control character",
  };
}

function tooLarge(seen: string, allowed: string): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "template-too-large",
    message: `the template is too large: ${seen}`,
    seen,
    allowed,
  });
}

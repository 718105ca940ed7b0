import { BroadsheetError } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import { checkPaths } from "../../report/template/archive/check-paths.ts";
import { templateFiles } from "../../report/template/store/template-files.ts";
import type { TemplateFiles } from "../../report/template/template.ts";

/**
 * A template's files with some of them changed. Contents that stay the same stay the same object, so that what was made
 * of them can be kept by it.
 *
 * @param changes path → new content, or null for a file that is gone
 * @throws BroadsheetError `invalid-template` for a path that cannot be stored, `invalid-request` for a file to be
 *   removed that is not there, `limit-exceeded` beyond a template's limits
 */
export function changeFiles(base: TemplateFiles, changes: Readonly<Record<string, Uint8Array | null>>): TemplateFiles {
  const files = new Map(base);
  for (const [path, body] of Object.entries(changes)) {
    const before = base.get(path);
    if (body === null) {
      if (before === undefined) throw unknownFile(path, base);
      files.delete(path);
    } else if (before === undefined || !Buffer.from(before.buffer, before.byteOffset, before.byteLength).equals(body))
      files.set(path, body);
  }
  checkPaths([...files.keys()]);
  return templateFiles(files);
}

function unknownFile(path: string, files: TemplateFiles): BroadsheetError {
  const allowed = [...files.keys()];
  return new BroadsheetError("invalid-request", {
    code: "unknown-file",
    message: `there is no file "${path}" to remove`,
    where: { pointer: "/files", name: path },
    seen: path,
    allowed,
    ...hintNearMatch(path, allowed),
  });
}

import { sha256 } from "../../../json/canonical-json.ts";
import type { TemplateFiles } from "../template.ts";

/**
 * A template's version: SHA-256 over its files, in lower-case hexadecimal. Paths are sorted by
 * UTF-16 code units; each contributes a line with its path and the SHA-256 of its content.
 */
export function templateVersion(files: TemplateFiles): string {
  const lines = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, body]) => `${JSON.stringify(path)} ${sha256(body)}\n`);
  return sha256(lines.join(""));
}

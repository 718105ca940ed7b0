import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";

/**
 * The version that a path names.
 *
 * @throws BroadsheetError `not-found` unless it has the form of a version
 */
export function versionOf(c: Context): string {
  const given = c.req.param("version") ?? "";
  if (/^[0-9a-f]{64}$/.test(given)) return given;
  throw new BroadsheetError("not-found", {
    code: "unknown-version",
    message: `there is no version "${given.slice(0, 80)}"`,
    seen: given.slice(0, 80),
    allowed: "64 hexadecimal digits",
  });
}

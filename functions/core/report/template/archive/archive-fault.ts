import { BroadsheetError } from "../../../errors.ts";

/**
 * The error of an archive that is refused.
 *
 * @param code what is wrong, such as `archive-encrypted`
 * @param path the entry concerned
 */
export function archiveFault(
  code: string,
  message: string,
  {
    path,
    seen,
    allowed,
    hint,
  }: { readonly path?: string; readonly seen?: unknown; readonly allowed?: unknown; readonly hint?: string } = {},
): BroadsheetError {
  return new BroadsheetError("invalid-template", {
    code,
    message,
    ...(path !== undefined && { where: { file: path.slice(0, 200) } }),
    seen,
    allowed,
    hint,
  });
}

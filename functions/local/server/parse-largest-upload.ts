import { BroadsheetError } from "../../core/errors.ts";
import { uploadRange } from "../../core/report/dataset/dataset-limits.ts";

const mebibyte = 1024 * 1024;

/**
 * The largest file of a dataset that an upload may bring, from `--largest-upload`: `512MiB`, `2GiB`.
 *
 * @returns bytes; undefined if the option is not given
 * @throws BroadsheetError `invalid-request`, `invalid-option`
 */
export function parseLargestUpload(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const { least, most } = uploadRange;
  const [, digits, unit] = /^([1-9]\d{0,4})(MiB|GiB)$/.exec(text) ?? [];
  const bytes = Number(digits) * (unit === "GiB" ? 1024 : 1) * mebibyte;
  if (bytes >= least && bytes <= most) return bytes;
  const allowed = `${least / mebibyte}MiB to ${most / mebibyte / 1024}GiB`;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: `--largest-upload takes a size from ${allowed}, not "${text}"`,
    seen: text,
    allowed,
  });
}

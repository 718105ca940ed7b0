import { BroadsheetError } from "../core/errors.ts";

/** S3's limit, in UTF-8 bytes. */
const longestKey = 1024;

/**
 * Returns `key` if every store can hold it: `/`-separated segments, none of them empty, `.` or `..`; no control
 * characters; well-formed Unicode; at most 1024 UTF-8 bytes. All stores refuse the same keys, so a key that works on a
 * laptop works in a bucket.
 *
 * @throws BroadsheetError `invalid-request`, code `invalid-key`
 */
export function assertKey(key: string): string {
  const fault = findFault(key);
  if (fault === undefined) return key;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-key",
    message: `${JSON.stringify(key.slice(0, 200))} cannot be the key of a stored object: ${fault}`,
    seen: key.slice(0, 200),
    allowed: "segments separated by /, none empty, . or .., without control characters, at most 1024 bytes in all",
  });
}

function findFault(key: string): string | undefined {
  if (key === "") return "it is empty";
  if (!key.isWellFormed()) return "it holds half a surrogate pair";
  if (Buffer.byteLength(key) > longestKey) return `it is longer than ${longestKey} bytes`;
  // eslint-disable-next-line no-control-regex -- the pattern looks for control characters
  if (/[\u0000-\u001f\u007f]/.test(key)) return "it holds a control character";
  for (const segment of key.split("/")) {
    if (segment === "") return "it has an empty segment";
    if (segment === "." || segment === "..") return `it has the segment "${segment}"`;
  }
  return undefined;
}

/**
 * Order of the keys' UTF-8 bytes, which is the order of code points. JavaScript compares UTF-16
 * code units instead: the two differ where a surrogate pair meets U+E000 to U+FFFF.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const one = a.charCodeAt(index);
    const other = b.charCodeAt(index);
    if (one === other) continue;
    const oneIsSurrogate = one >= 0xd800 && one <= 0xdfff;
    const otherIsSurrogate = other >= 0xd800 && other <= 0xdfff;
    if (oneIsSurrogate !== otherIsSurrogate) return oneIsSurrogate ? 1 : -1;
    return one - other;
  }
  return a.length - b.length;
}

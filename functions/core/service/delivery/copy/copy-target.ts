import type { Problem } from "../../../errors.ts";

/** Where copies may go: prefixes of buckets (`s3://bucket/prefix`) on AWS, one folder on a laptop. */
export function faultOfTarget(to: string, targets: readonly string[]): Problem | undefined {
  const hint = "a server on a laptop copies below --copies, a stack to the prefixes of the setting copyTargets";
  if (targets.length === 0) return { code: "no-copies", message: "this server may not copy anywhere", seen: to, hint };
  const segments = to
    .replace(/^s3:\/\//, "")
    .replace(/\/$/, "")
    .split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === ".." || /[\\\p{Cc}]/u.test(segment)))
    return {
      code: "invalid-target",
      message: `"${to}" is not a valid place for copies: a segment is empty, . or .., or has a backslash or control character`,
      seen: to,
    };
  const inBucket = to.startsWith("s3://");
  const reachable = targets.some((target) =>
    target.startsWith("s3://") ? inBucket && `${to}/`.startsWith(`${target.replace(/\/$/, "")}/`) : !inBucket,
  );
  return reachable
    ? undefined
    : {
        code: "target-not-allowed",
        message: `copies may not go to "${to}"`,
        seen: to,
        allowed: targets.map((target) => (target.startsWith("s3://") ? target : "a folder below --copies")),
        hint,
      };
}

/** Longest segment of a path, in UTF-8 bytes: that of most file systems. */
const longestSegment = 255;

/**
 * What keeps a text from being the name of a copy: a relative path of segments that every file system takes.
 *
 * @returns one sentence; `undefined` for a name
 */
export function faultOfName(name: string): string | undefined {
  if (name === "" || name.length > 900) return "the name of a copy must have 1 to 900 characters";
  for (const segment of name.split("/")) {
    if (segment === "" || segment === "." || segment === "..")
      return `the name of a copy has the segment "${segment}": "${name}"`;
    if (/[\\<>:"|?*\p{Cc}]/u.test(segment) || !segment.isWellFormed())
      return `the name of a copy has a character that not every file system takes: "${name}"`;
    if (/^\s|[\s.]$/u.test(segment) || segment.startsWith("."))
      return `a segment of a copy's name must not begin with a space or dot, nor end with one: "${name}"`;
    if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(segment)) return `"${segment}" is reserved by Windows`;
    if (new TextEncoder().encode(segment).length > longestSegment)
      return `a segment of a copy's name is longer than ${longestSegment} bytes: "${segment.slice(0, 60)}…"`;
  }
  return undefined;
}

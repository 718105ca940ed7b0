import type { Handler } from "hono";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { hintNearMatch } from "../../core/near-match.ts";

/**
 * A route's handler that refuses query parameters which the route does not have, and those given twice. A misspelt
 * filter would otherwise list everything.
 *
 * @param names the query parameters that the route has
 */
export function requireQuery(names: readonly string[], handler: Handler): Handler {
  return (c, next) => {
    const problems = Object.entries(c.req.queries()).flatMap(([name, values]) => faultOf(name, values, names));
    if (problems.length > 0) throw new BroadsheetError("invalid-request", problems);
    return handler(c, next);
  };
}

function faultOf(name: string, values: readonly string[], names: readonly string[]): Problem[] {
  const where = { name: name.slice(0, 100) };
  if (names.includes(name)) {
    if (values.length === 1) return [];
    return [
      {
        code: "repeated-query-parameter",
        message: `"${name}" may be given only once`,
        where,
        seen: values.length,
        allowed: 1,
      },
    ];
  }
  // A request that is signed in its address (AWS Signature Version 4) brings these.
  if (/^x-amz-/i.test(name)) return [];
  const message =
    names.length === 0
      ? `This route takes no query parameters, but got "${where.name}"`
      : `This route has no query parameter "${where.name}"`;
  return [
    {
      code: "unknown-query-parameter",
      message,
      where,
      seen: where.name,
      allowed: names,
      ...hintNearMatch(name, names),
    },
  ];
}

import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";
import { type JsonSchema, schemaValidator } from "../../core/json/json-schema.ts";
import { instantOfCursor } from "../../core/paging/instant-of-cursor.ts";

/** Schema of a listing's query parameters `limit` and `after`. */
export interface PagingSchema extends JsonSchema {
  readonly limit: JsonSchema & { readonly minimum: number; readonly maximum: number; readonly default: number };
  readonly after: JsonSchema;
}

export interface Paging {
  readonly limit: number;
  /** `next` of the previous page. */
  readonly after?: string | undefined;
}

/**
 * Makes the parser of a listing's query parameters.
 *
 * @returns function of the two parameters as sent, which throws BroadsheetError `invalid-request`
 */
export function pagingParser(schema: PagingSchema): (limit: string | undefined, after: string | undefined) => Paging {
  const validate = schemaValidator({ type: "object", properties: schema });
  const { minimum, maximum, default: usual } = schema.limit;
  return (limit, after) => {
    const number = limit === undefined ? usual : /^\d{1,4}$/.test(limit) ? Number(limit) : Number.NaN;
    const faulty = validate({ limit: number, after }).map(({ pointer }) => pointer);
    if (faulty.includes("/limit"))
      throw new BroadsheetError("invalid-request", {
        code: "invalid-limit",
        message: `"limit" must be a whole number from ${minimum} to ${maximum}`,
        where: { name: "limit" },
        seen: limit,
        allowed: `${minimum} to ${maximum}`,
      });
    if (faulty.includes("/after"))
      throw new BroadsheetError("invalid-request", {
        code: "invalid-cursor",
        message: '"after" must come from "next" of the previous page',
        where: { name: "after" },
        seen: after?.slice(0, 100),
      });
    return { limit: number, after };
  };
}

/** Path of the next page. @param filters as the request had them */
export function nextPage(
  path: string,
  limit: number,
  next: string,
  filters: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}&`],
  );
  return `${path}?${given.join("")}limit=${limit}&after=${encodeURIComponent(next)}`;
}

/** What follows a page of a list. */
export interface Continuation {
  /** Path of the list. */
  readonly path: string;
  readonly limit: number;
  /** Cursor of the next page, if there is one. */
  readonly next?: string | undefined;
  /** Whether the page ends before it is full, although more follow. */
  readonly unfilled?: boolean | undefined;
  /** As the request had them. */
  readonly filters?: Readonly<Record<string, string | undefined>>;
}

/**
 * Answers with one page of a list: its items, the path of the next page (also as `Link`), and, if it is not full
 * although another page follows, how far back it has looked.
 *
 * @param member name of the items in the answer
 */
export function answerPage(
  c: Context,
  member: string,
  items: readonly object[],
  { path, limit, next, unfilled, filters = {} }: Continuation,
): Response {
  if (next === undefined) return c.json({ [member]: items });
  const following = nextPage(path, limit, next, filters);
  c.header("link", `<${following}>; rel="next"`);
  return c.json({
    [member]: items,
    next: following,
    ...(unfilled === true && { lookedBackTo: new Date(instantOfCursor(next)).toISOString() }),
  });
}

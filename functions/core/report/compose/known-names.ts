import type { Problem, Where } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import { hasPlaceholder } from "./liquid/placeholders.ts";

/** Names that directives may refer to. */
export interface KnownNames {
  readonly queries: Iterable<string>;
  readonly charts: Iterable<string>;
  /** Paths of the template's image files. */
  readonly images: readonly string[];
}

/** Query → names of its columns, if known. */
export type KnownColumns = ReadonlyMap<string, readonly string[]>;

/**
 * Checks that what an attribute names exists. A name from Liquid is known only when a report is rendered, and an empty
 * one is reported elsewhere.
 *
 * @param what for people: `query`; the problem's code is made of it
 * @param owner whose names they are
 */
export function checkName(
  what: string,
  name: string | undefined,
  allowed: readonly string[],
  where: Where,
  owner = "the template has",
): Problem[] {
  if (!name || hasPlaceholder(name) || allowed.includes(name)) return [];
  return [
    {
      code: `unknown-${what.replace(" ", "-")}`,
      message: `${where.file}:${where.line}: ${owner} no ${what} "${name}"`,
      where,
      seen: name,
      allowed,
      ...hintNearMatch(name, allowed),
    },
  ];
}

import type { DirectiveRule } from "./directive.ts";
import { directives } from "./directives/directives.ts";

/** The directives of a report, and the attributes of each. */
export const directiveRules: Readonly<Record<string, DirectiveRule>> = Object.fromEntries(
  Object.entries(directives).map(([name, { rule }]) => [name, rule]),
);

import { hintNearMatch } from "../../../../near-match.ts";
import type { Block } from "../../../document/document.ts";
import type { Composition } from "../../composition.ts";
import { addFault, type Directive, type DirectiveKind } from "../../directive.ts";

/** What a table of contents may list. */
const listed = ["headings", "figures", "tables"] as const;

export const toc: DirectiveKind = {
  rule: { forms: ["leaf"], required: [], attributes: ["depth", "of"], queries: [] },
  compose: composeContents,
};

function composeContents(composition: Composition, directive: Directive): Block[] {
  const depth = directive.name("depth") ?? "2";
  if (!/^[1-6]$/.test(depth)) {
    addFault(composition, directive, {
      code: "invalid-attribute",
      message: "depth must be a whole number from 1 to 6",
      seen: depth,
    });
  }
  const wanted = directive.name("of") ?? "headings";
  const of = listed.find((each) => each === wanted);
  if (of === undefined) {
    addFault(composition, directive, {
      code: "invalid-attribute",
      message: "of must be headings, figures or tables",
      seen: wanted,
      allowed: listed,
      ...hintNearMatch(wanted, listed),
    });
    return [];
  }
  composition.contents.push({ of, depth: Number(depth), where: directive.where });
  return [{ type: "toc", of, depth: Number(depth) }];
}

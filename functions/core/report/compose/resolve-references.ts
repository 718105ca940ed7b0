import { nearMatch } from "../../near-match.ts";
import type { Composition } from "./composition.ts";

/**
 * Gives cross references without their own words those of the target: "Figure 3", a heading's text. A reference to
 * nothing gives a warning, or a problem if it would have to print a page's number.
 */
export function resolveReferences({ references, targets, warn, problems }: Composition): void {
  for (const { target, children, where, page } of references) {
    const found = targets.get(target);
    if (found !== undefined) {
      if (children.length === 0)
        children.push(...(found.text.length > 0 ? found.text : [{ type: "text" as const, text: target }]));
      continue;
    }
    const match = nearMatch(target, targets.keys());
    const nowhere = {
      message: `${where.file}:${where.line}: nothing in the report has the id "${target}"`,
      where,
      seen: target,
      allowed: [...targets.keys()],
      hint: match === undefined ? undefined : `did you mean "${page === true ? "" : "#"}${match}"?`,
    };
    if (page === true) problems.push({ code: "unknown-target", ...nowhere });
    else warn({ code: "unresolved-reference", ...nowhere });
    if (children.length === 0) children.push({ type: "text", text: target });
  }
}

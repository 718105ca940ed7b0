import { nearMatch } from "../near-match.ts";
import type { Composition } from "./composition.ts";

/** Gives cross references without words of their own their target's: "Figure 3", a heading's text. */
export function resolveReferences({ references, targets, warn }: Composition): void {
  for (const { target, children, where } of references) {
    const found = targets.get(target);
    if (found !== undefined) {
      if (children.length === 0) children.push(...(found.text.length > 0 ? found.text : [{ type: "text" as const, text: target }]));
      continue;
    }
    const match = nearMatch(target, targets.keys());
    warn({
      code: "unresolved-reference",
      message: `${where.file}:${where.line}: nothing in the report has the id "${target}"`,
      where,
      seen: target,
      allowed: [...targets.keys()],
      ...(match === undefined ? {} : { hint: `did you mean "#${match}"?` }),
    });
    if (children.length === 0) children.push({ type: "text", text: target });
  }
}

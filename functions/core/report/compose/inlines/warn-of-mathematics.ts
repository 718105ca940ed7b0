import type { Where } from "../../../errors.ts";
import type { Composition } from "../composition.ts";

/** Warns once that `$$` is printed unchanged, unless the template allows formulas. */
export function warnOfMathematics({ told, warn, template }: Composition, source: string, where: Where): void {
  if (template.math || !/(?<!\\)\$\$/.test(source) || told.has("unsupported-mathematics")) return;
  told.add("unsupported-mathematics");
  warn({
    code: "unsupported-mathematics",
    message: `${where.file}:${where.line}: formulas between $$ are not typeset: they are printed as written`,
    where,
    seen: "$$",
    hint: "set math: true in template.yaml, or write the formula with characters, :sup[..] and :sub[..]; write \\$\\$ to print the signs",
  });
}

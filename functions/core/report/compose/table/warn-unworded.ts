import type { Where } from "../../../errors.ts";
import type { Composition } from "../composition.ts";
import { columnsOfRules, type CellRule } from "./cell-rules.ts";

/**
 * Warns of the first rule without words whose condition is printed with the name of a column as the query has it.
 *
 * @param named columns of which a label stands for the name
 */
export function warnUnworded(
  { warn }: Pick<Composition, "warn">,
  where: Where,
  rules: readonly CellRule[],
  named: ReadonlySet<string>,
): void {
  for (const rule of rules) {
    const raw = rule.words === undefined ? columnsOfRules([rule]).find((name) => !named.has(name)) : undefined;
    if (raw === undefined) continue;
    return warn({
      code: "unworded-rule",
      message: `${where.file}:${where.line}: what a rule means is printed with "${raw}", the name of a column in the query`,
      where,
      seen: raw,
      hint: `say in words what the rule means: ${rule.tone} if ${raw} … as 'words for readers'`,
    });
  }
}

import { laterClauses } from "./later-clauses.ts";
import { clauseList, standardOf, type Rule, type Standard } from "./rule.ts";
import { rulesOfPdf1 } from "./rules-of-pdf1.ts";
import { rulesOfPdf2 } from "./rules-of-pdf2.ts";

/** Every rule checked, by its problem code. */
export const ruleBook = { ...rulesOfPdf1, ...rulesOfPdf2 };

export type RuleCode = keyof typeof ruleBook;

/**
 * The clauses of some standards that state a rule, with those that explain it; none if only other standards have the
 * rule.
 */
export function clausesOf(code: RuleCode, standards: ReadonlySet<Standard>): readonly string[] {
  const { clauses } = ruleBook[code] as Rule;
  const later = clauseList(code in laterClauses ? (laterClauses as Record<string, string>)[code]! : "");
  const of = (list: readonly string[]): readonly string[] => {
    const asked = list.filter((clause) => standards.has(standardOf(clause)!));
    return asked.length === 0 ? [] : [...asked, ...list.filter((clause) => standardOf(clause) === undefined)];
  };
  return [...of(clauses), ...of(later)];
}

/**
 * The clauses of a standard with rules that are checked, in order. Nothing is claimed about the others, nor that a
 * clause has no further rule.
 */
export function decidedClauses(standard: Standard): string[] {
  const only = new Set([standard]);
  const clauses = (Object.keys(ruleBook) as RuleCode[]).flatMap((code) => clausesOf(code, only));
  const numbers = new Set(
    clauses.filter((clause) => clause.startsWith(`${standard}, `)).map((clause) => clause.slice(standard.length + 2)),
  );
  return [...numbers].sort(byNumbers);
}

/** Sorts 6.2.9 before 6.2.10. */
function byNumbers(one: string, other: string): number {
  const [a, b] = [one, other].map((clause) => clause.split(".").map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(a.length, b.length); i++)
    if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}

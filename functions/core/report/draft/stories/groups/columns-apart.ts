import type { DraftTable } from "../../draft.ts";
import type { MemberRole } from "../../roles/roles.ts";
import { apartSql } from "./apart-sql.ts";

/** Rows that say how far groups lie apart, and the standard score beyond which they do so by chance in 1% of cases. */
const [mostRows, clearly] = [20_000, 2.33];
/** Share of the values that must have a group: what a few rows alone have divides nothing. */
const mostly = 0.5;

/**
 * The columns by whose groups a value differs, the clearest first (Kruskal and Wallis); the first need not be clear.
 *
 * @param value SQL of the value
 */
export async function columnsApart(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  value: string,
  tried: readonly MemberRole[],
  most: number,
): Promise<readonly MemberRole[]> {
  const scored: { readonly member: MemberRole; readonly score: number }[] = [];
  for (const member of tried) {
    const facts = `(SELECT ${member.value} AS member, (${value})::DOUBLE AS value FROM ${source} WHERE ${member.value} IS NOT NULL LIMIT ${mostRows})`;
    const filled = `(SELECT avg((${member.value} IS NOT NULL)::INTEGER) FROM ${source} WHERE (${value}) IS NOT NULL)`;
    const [row = {}] = await ask(`WITH ${apartSql(facts)} SELECT score, ${filled} AS filled FROM tested`);
    const score = Number(row["score"] ?? Number.NaN);
    if (Number.isFinite(score) && Number(row["filled"] ?? 0) >= mostly) scored.push({ member, score });
  }
  return scored
    .sort((a, b) => b.score - a.score)
    .filter(({ score }, at) => at === 0 || score > clearly)
    .slice(0, most)
    .map(({ member }) => member);
}

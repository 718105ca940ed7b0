import { totalName } from "../../look/look-for-totals.ts";
import type { Work } from "../cast.ts";
import { leftOutBy, type MeasureRole, type MemberRole, type Roles } from "../roles.ts";

/** Members among which parts of the whole are sought, and most of these that make it up once more. */
const [fewestMembers, mostMembers] = [5, 80];
const mostParts = 3;
/** Measures that must agree, at most. */
const mostMeasures = 6;
/** How many times as large as the choices of parts a sum must be, so that it is none of them by chance. */
const notByChance = 100;

/**
 * Leaves out members that make up the whole once more: West and East beside the states of both. They are two or three,
 * and what they add up to is what all others add up to, in each measure of whole numbers.
 */
export async function withSubtotals(work: Work, roles: Roles): Promise<Roles> {
  const [member, ...others] = roles.members;
  if (roles.story !== "cross" || member === undefined || member.count < work.rows - 1 || work.rows > mostMembers)
    return roles;
  const measures = roles.measures.filter(isCounted).slice(0, mostMeasures);
  if (measures.length === 0) return roles;
  const found = await partsOf(work, member, measures);
  if (found.length === 0) return roles;
  return { ...roles, members: [{ ...member, leftOut: [...member.leftOut, ...found].sort() }, ...others] };
}

/** Whole numbers that are added up, or of which nothing says that they may not. */
const isCounted = ({ adds, supposed, whole, column, sizes }: MeasureRole): boolean =>
  column !== "*" && whole === true && sizes?.negative === false && (adds || supposed === true);

async function partsOf(
  { table, source }: Work,
  member: MemberRole,
  measures: readonly MeasureRole[],
): Promise<readonly string[]> {
  const name = leftOutBy(member);
  const values = measures.map(({ value }, at) => `${value}::DOUBLE AS v${at}`);
  const rows = await table.ask(`SELECT ${name} AS name, ${values.join(", ")} FROM ${source} WHERE ${name} IS NOT NULL`);
  const all = rows.map((row) => ({
    name: String(row["name"]),
    values: measures.map((_, at) => Number(row[`v${at}`] ?? 0)),
  }));
  const members = all.filter((one) => !member.leftOut.includes(one.name));
  const totals = all.filter((one) => member.leftOut.includes(one.name) && totalName.test(one.name.trim()));
  if (members.length < fewestMembers) return [];
  const halves = measures.map((_, at) => members.reduce((sum, one) => sum + one.values[at]!, 0) / 2);
  const hasTotal = totals.some((one) => one.values.every((value, at) => value === halves[at]));
  const choices = members.length ** mostParts / 6;
  const size = halves.reduce((product, half) => product * Math.max(half, 1), 1);
  if (!hasTotal && size < notByChance * choices) return [];
  // Parts of the whole are among the largest.
  const sorted = members.toSorted((a, b) => b.values[0]! - a.values[0]!);
  return combine(sorted, halves, { from: 0, left: mostParts }) ?? [];
}

interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

/** Two or three lines that add up to what is left, and fewer than the others. */
function combine(
  lines: readonly Line[],
  rest: readonly number[],
  { from, left }: { readonly from: number; readonly left: number },
): readonly string[] | undefined {
  const used = mostParts - left;
  if (rest.every((value) => value === 0)) return used >= 2 && lines.length > 2 * used ? [] : undefined;
  if (left === 0) return undefined;
  for (let at = from; at < lines.length; at += 1) {
    const { name, values } = lines[at]!;
    if (values.some((value, of) => value > rest[of]!)) continue;
    const found = combine(
      lines,
      rest.map((value, of) => value - values[of]!),
      { from: at + 1, left: left - 1 },
    );
    if (found !== undefined) return [name, ...found];
  }
  return undefined;
}

import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { findMeasures } from "../../roles/measures/find-measures.ts";
import { measureOf } from "../../roles/measures/measure-of.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";
import { findGroups } from "../outcome/find-groups.ts";
import { beyondSql } from "./beyond-sql.ts";
import { findKind } from "./find-kind.ts";
import { isLimitOf, isValueName, readLimitName, unitInName, wordsOf } from "../../names/limit-names.ts";
import type { LimitPair, LimitRole } from "./limit-role.ts";
import { nameOfRows } from "./name-of-rows.ts";
import { type LimitColumn, readBounds } from "./read-bounds.ts";
import { readTolerances } from "./read-tolerances.ts";
import { readSigned, type SignedColumn } from "./read-signed.ts";
import { withSides } from "./with-sides.ts";

/** Fewest rows with a value and a limit, and most measures that have limits of their own. */
const [fewestRows, mostPairs] = [5, 8];
/** The quotient of a usual value and its limit, between which they are in one unit. */
const near = [0.001, 5] as const;
/** The same where nothing but their sizes says that they belong together, and what the others must not be. */
const [alike, unlike] = [[0.2, 5] as const, [0.02, 50] as const];
/** Share of the rows whose limits differ from which they are those of an estimate, if nothing is beyond them. */
const ownLimits = 0.5;

interface Candidate {
  readonly look: ColumnLook;
  readonly measure: MeasureRole;
  readonly sign: string | undefined;
}

/**
 * The measures beside whose values their limits stand: by their names (`Limit day` beside `Day LAeq`), as the only
 * measure, as what a column called `value` holds, or by their unit. Undefined if no limit has a measure.
 */
export async function findLimits(table: DraftTable, source: string, roles: Roles): Promise<LimitRole | undefined> {
  const { looks, survey } = roles;
  if (survey !== undefined) return undefined;
  const bounds = await readBounds(table, source, looks);
  const tolerances = readTolerances(looks);
  // A tolerance whose name is also that of a limit is one about what is meant.
  const limits = [
    ...bounds.filter(({ look: { name } }) => tolerances.every(({ lower, upper }) => (upper ?? lower)!.column !== name)),
    ...tolerances,
  ];
  if (limits.length === 0) return undefined;
  const candidates = candidatesOf(roles, await readSigned(table, source, looks), table.rows);
  const given = await pairsOf(table, source, limits, candidates);
  if (given.length === 0 || given.length > mostPairs) return undefined;
  const kind = given.length === 1 ? await findKind(table, source, roles, given[0]!) : undefined;
  const name = nameOfRows(roles, table.rows);
  const {
    pairs,
    column: sides,
    unclear,
  } = await withSides(table, source, looks, { pairs: given, kind: kind?.column ?? name });
  if (pairs.length === 0) return undefined;
  const used = pairs.flatMap(({ measure, lower, upper }) => [measure.column, lower?.column, upper?.column]);
  const without = [...used, kind?.column.column, kind?.unit, name?.column, sides].filter((one) => one !== undefined);
  const [first] = pairs;
  const groups = await findGroups(
    table,
    source,
    {
      ...roles,
      members: roles.members.filter(({ column }) => !without.includes(column)),
      twins: [...roles.twins, ...without],
    },
    { column: first!.measure.column, ended: pairs.map((pair) => `coalesce(${beyondSql(pair)}, false)`).join(" OR ") },
  );
  return {
    pairs,
    kind: kind?.column,
    unit: kind?.unit,
    name,
    sides,
    unclear,
    groups,
    day: roles.time?.day,
    isSample: roles.story !== "cross",
  };
}

/** Names of what is meant to be reached, which stands beside limits and is no value. */
const targetName =
  /\b(targets?|nominal|goal|set ?point|soll(wert|maß)?|ziel(wert)?|nenn(wert|maß)|tol(erances?)?)\b|toleranz|目标|标称|公称|额定|设定|公差|允差/i;

/** What may have limits: the measures, and columns of texts that are numbers with signs. */
function candidatesOf({ looks, time, members }: Roles, signed: readonly SignedColumn[], rows: number): Candidate[] {
  const used = new Set([...(time?.columns ?? []), ...members.map(({ column }) => column)]);
  const plain = findMeasures(looks, used, rows, { context: "", time, isSelected: true });
  const keys = new Set(plain.map(({ key }) => key));
  const ofTexts = signed.map(({ look, value, sign }): Candidate => {
    const measure = measureOf(look, { context: "", isAlone: true, isMean: time !== undefined, keys });
    return { look, measure: { ...measure, value }, sign };
  });
  const ofNumbers = plain.map((measure): Candidate => {
    return { look: looks.find(({ name }) => name === measure.column)!, measure, sign: undefined };
  });
  return [...ofTexts, ...ofNumbers].filter(
    ({ look: { name } }) => readLimitName(name) === undefined && !targetName.test(name.replaceAll("_", " ")),
  );
}

async function pairsOf(
  table: DraftTable,
  source: string,
  limits: readonly LimitColumn[],
  candidates: readonly Candidate[],
): Promise<readonly LimitPair[]> {
  const found = new Map<Candidate, LimitColumn[]>();
  for (const limit of limits) {
    const candidate = partnerOf(limit, candidates);
    if (candidate === undefined) continue;
    found.set(candidate, [...(found.get(candidate) ?? []), limit]);
  }
  const pairs: LimitPair[] = [];
  for (const candidate of candidates) {
    const own = found.get(candidate) ?? [];
    const of = (side: "lower" | "upper"): LimitColumn | undefined =>
      own.filter((one) => one[side] !== undefined).toSorted((a, b) => b.weight - a.weight)[0];
    const [low, high] = [of("lower"), of("upper")];
    if (low === undefined && high === undefined) continue;
    const pair: LimitPair = {
      measure: candidate.measure,
      sign: candidate.sign,
      lower: low?.lower,
      upper: high?.upper,
      places: Math.min(6, Math.max(candidate.look.places, low?.look.places ?? 0, high?.look.places ?? 0)),
    };
    if (await isPlausible(table, source, pair)) pairs.push(pair);
  }
  return pairs;
}

/** The measure that a limit is of; undefined if several could be. */
function partnerOf(limit: LimitColumn, candidates: readonly Candidate[]): Candidate | undefined {
  const only = (all: readonly Candidate[]): Candidate | undefined => (all.length === 1 ? all[0] : undefined);
  if (limit.of.length > 0) {
    const named = candidates.filter(({ measure }) => isLimitOf(limit, measure.column));
    const fewest = Math.min(...named.map(({ measure }) => wordsOf(measure.column).length));
    const closest = only(named.filter(({ measure }) => wordsOf(measure.column).length === fewest));
    // A limit of something else that the table does not measure is none of what it does.
    return closest ?? only(named);
  }
  const values = candidates.filter(({ measure }) => isValueName(measure.column));
  if (values.length > 0) return only(values);
  if (candidates.length === 1) return candidates[0];
  const unit = limit.look.unit ?? readLabel(limit.look.name).unit;
  const tail = unitInName(limit.look.name);
  const ofUnit =
    (unit === "" ? undefined : only(candidates.filter(({ measure }) => measure.unit === unit))) ??
    (tail === "" ? undefined : only(candidates.filter(({ measure }) => unitInName(measure.column) === tail)));
  return ofUnit ?? bySize(limit, candidates);
}

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most;

/** The only measure that is about as large as its limits, where all others are far from them. */
function bySize({ look }: LimitColumn, candidates: readonly Candidate[]): Candidate | undefined {
  const size = (one: Candidate): number => Math.abs(one.look.middle / look.middle);
  const possible = candidates.filter((one) => isWithin(size(one), unlike));
  return possible.length === 1 && isWithin(size(possible[0]!), alike) ? possible[0] : undefined;
}

/** Whether values and limits are in one unit, and the limits no bounds of an estimate. */
async function isPlausible({ ask, rows }: DraftTable, source: string, pair: LimitPair): Promise<boolean> {
  const { measure, lower, upper } = pair;
  const bound = upper ?? lower!;
  const both = [lower, upper].flatMap((one) => (one === undefined ? [] : [one.value]));
  const [row = {}] = await ask(`SELECT count(*) FILTER (beyond IS NOT NULL) AS counted, count(*) FILTER (beyond) AS n,
  median(value / nullif(bound, 0)) AS size, count(DISTINCT limits) AS different, min(bound) AS least
FROM (SELECT ${beyondSql(pair)} AS beyond, (${measure.value})::DOUBLE AS value, ${bound.value} AS bound, concat_ws(' ', ${both.join(", ")}) AS limits FROM ${source})`);
  const number = (name: string): number => Number(row[name] ?? 0);
  if (number("counted") < fewestRows) return false;
  if (lower !== undefined && upper !== undefined && number("n") === 0 && number("different") > ownLimits * rows)
    return false;
  return number("least") <= 0 || (number("size") >= near[0] && number("size") <= near[1]);
}

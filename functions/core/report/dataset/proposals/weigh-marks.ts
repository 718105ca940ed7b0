import { weighFile, weighName } from "./number-names.ts";

/** What the cells of a column of unclear numbers are like. */
export interface UnclearCells {
  readonly name: string;
  readonly sign: "." | ",";
  /** Cells with the sign, and those of them whose last digit is 0, with the first of these. */
  readonly signed: number;
  readonly zeros: number;
  readonly zero: string | undefined;
  /** Whole numbers of three digits without the sign, with the first. */
  readonly short: number;
  readonly bare: string | undefined;
  /** Cells with the sign of a currency. */
  readonly money: number;
}

/** The reading that the evidence is for. */
export interface Weighed {
  /** Above 0: the sign separates thousands. From `sure` on, nobody needs to be asked. */
  readonly weight: number;
  readonly because: string;
}

/** Weight from which one reading is beyond doubt. */
export const sure = 3;

/** Signed cells of several columns from which it is no chance that all have three digits behind the sign. */
const manyCells = 12;

interface Reason {
  readonly weight: number;
  readonly because: string;
}

/** What the cells and the name of a column say. */
function reasonsOf({ name, signed, zeros, zero, short, bare, money }: UnclearCells): readonly Reason[] {
  const named = weighName(name);
  // Decimals are written in one way: with their last zeros, as in 6.600, or without, as in 718.
  const contradicts = short > 0 && zeros > 0;
  return [
    ...(contradicts ? [{ weight: sure + 1, because: `"${name}" has ${bare!} beside ${zero!}` }] : []),
    ...(!contradicts && short > 0 ? [{ weight: Math.min(2, short), because: `"${name}" has ${bare!}, too` }] : []),
    ...(money === signed + short ? [{ weight: 2, because: "amounts of money have two decimals or none" }] : []),
    ...(named === 0 ? [] : [{ weight: named, because: whyNamed(name, named) }]),
  ];
}

const whyNamed = (name: string, weight: number): string =>
  weight < 0 ? `"${name}" is measured` : weight > 1 ? `"${name}" is of whole numbers` : `"${name}" is of money`;

/**
 * Weighs whether a sign before three digits separates thousands or is a decimal mark, where no number of the file
 * proves one of them: by numbers of three digits beside it, zeros at the end, currencies, the names of columns and the
 * delimiter.
 *
 * @param columns of one sign
 * @param names of all columns
 */
export function weighMarks(
  columns: readonly UnclearCells[],
  names: readonly string[],
  delimiter: string | undefined,
): Weighed {
  const all = columns.map(reasonsOf).map((reasons) => ({
    reasons,
    weight: reasons.reduce((sum, { weight }) => sum + weight, 0),
  }));
  const most = all.reduce((one, other) => (other.weight > one.weight ? other : one));
  const least = all.reduce((one, other) => (other.weight < one.weight ? other : one));
  const isPoint = columns[0]!.sign === ".";
  const file = weighFile(names, delimiter) * (isPoint ? 1 : -1);
  const cells = columns.reduce((sum, { signed }) => sum + signed, 0);
  const isRule = isPoint && file >= 2 && columns.length >= 2 && cells >= manyCells && least.weight >= 0;
  const hasHan = !isPoint && names.some((name) => /\p{Script=Han}/u.test(name));
  const weight = file + (isRule ? 1 : 0) + (hasHan ? 1 : 0) + Math.max(0, most.weight) + Math.min(0, least.weight);
  const side = weight > 0 ? most : least;
  const reasons = side.reasons.filter((reason) => Math.sign(reason.weight) === Math.sign(weight));
  const told = reasons.map(({ because }) => because);
  const isLocal = Math.sign(file) === Math.sign(weight) && file !== 0;
  const local = isPoint === file > 0 ? "decimal commas" : "decimal points";
  return {
    weight,
    because: [...told, ...(isLocal ? [`it is laid out as files with ${local} are`] : [])].join(" and "),
  };
}

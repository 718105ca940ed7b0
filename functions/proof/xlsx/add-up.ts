import { Decimal } from "../../core/decimal.ts";
import type { ReadCell } from "./read-sheet-cells.ts";

/**
 * The number that a formula of ours gives: `SUM(B3:B9)` or `SUBTOTAL(9,B3:B9)` over one column, which leaves out other
 * cells that are `SUBTOTAL` themselves.
 *
 * @param row of the formula, from 1
 * @returns in decimal digits; undefined for another formula, and for one over cells that do not end above it, or begin
 *   below it
 */
export function addUp(
  formula: string,
  row: number,
  rows: ReadonlyMap<number, readonly ReadCell[]>,
): string | undefined {
  const match = /^(SUM\(|SUBTOTAL\(9,)([A-Z]+)(\d+):([A-Z]+)(\d+)\)$/.exec(formula);
  if (match === null || match[2] !== match[4]) return undefined;
  const [from, to] = [Number(match[3]), Number(match[5])];
  if (from > to || (to !== row - 1 && from !== row + 1)) return undefined;
  const nested = match[1] !== "SUM(";
  let sum = new Decimal(0n, 0);
  for (let each = from; each <= to; each++) {
    const cell = rows.get(each)?.find(({ place }) => place === `${match[2]}${each}`);
    if (cell?.number === undefined || (nested && cell.formula?.startsWith("SUBTOTAL(") === true)) continue;
    sum = sum.plus(Decimal.parse(cell.number) ?? new Decimal(0n, 0));
  }
  return sum.toString();
}

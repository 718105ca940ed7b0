import type { Comparison } from "../../document/comparison.ts";
import type { Value } from "../../query/table.ts";
import { nameOf } from "../composition.ts";
import type { Piece } from "../liquid/placeholders.ts";
import { readWrittenConditions, valueMark, type WrittenTerm } from "./written-conditions.ts";

/** A name or value of a condition. */
export interface WhereTerm {
  readonly value: Value;
  /** Whether it is a word of the template without quotation marks, which may name a column. */
  readonly bare: boolean;
}

/** A condition of `where` before the types of its columns are known. */
export interface WhereCondition {
  readonly column: string;
  readonly sign: Comparison["sign"];
  /** One for a sign that compares, one or more for `in`, none for `is missing`. */
  readonly operands: readonly WhereTerm[];
}

/**
 * Reads `where`: conditions joined by `and` or commas. A value that Liquid inserted is one piece: none of its
 * characters is read as part of a condition. `null` without quotation marks is a missing value.
 *
 * @throws FormatError that says what is no condition
 */
export function readWhere(pieces: readonly Piece[]): WhereCondition[] {
  const values = new Map<number, Piece>();
  let text = "";
  for (const piece of pieces) {
    if ("value" in piece) values.set(text.length, piece);
    text += "text" in piece ? piece.text : valueMark;
  }
  const show = (from: number, to: number): string => {
    let shown = "";
    for (let at = from; at < to; at++) {
      const piece = values.get(at);
      shown += piece === undefined ? text[at]! : nameOf(piece);
    }
    return shown;
  };
  const termOf = ({ from, to, quoted }: WrittenTerm): WhereTerm => {
    const only = to - from === 1 ? values.get(from) : undefined;
    if (only !== undefined && "value" in only) return { value: only.value, bare: false };
    const written = text.slice(from, to);
    const bare = !quoted && !written.includes(valueMark);
    return bare && written === "null" ? { value: null, bare: false } : { value: show(from, to), bare };
  };
  return readWrittenConditions(text, {
    commas: true,
    cases: "list the values of one column, as in region in (North, South)",
    example: 'where="region = North and year >= 2021"',
    needsField: true,
    show,
  }).map(({ field, sign, operands }) => ({
    column: show(field!.from, field!.to),
    sign,
    operands: operands.map(termOf),
  }));
}

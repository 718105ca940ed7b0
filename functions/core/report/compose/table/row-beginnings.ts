import type { TableRowKind } from "../../document/document.ts";
import { gatherReads, type Read } from "../../document/origin.ts";
import type { Table } from "../../query/table.ts";
import type { PrintedColumn } from "./printed-column.ts";
import { isSummary } from "./row-kinds.ts";
import type { Beginning, OriginOf, RowChoices } from "./row-work.ts";

/**
 * What decides that a row begins a group or is not joined to the one above: whether both have the same values in the
 * group's and the joined columns, and which rows are summaries. Groups do not end at a summary, so that the row above
 * is the last one before that is none.
 */
export function beginnings(
  { rows }: Table,
  kinds: readonly TableRowKind[],
  columns: readonly PrintedColumn[],
  { group, style }: RowChoices,
  originOf: OriginOf,
): Beginning {
  const merging = columns.filter(({ merge }) => merge === true).map(({ field }) => field);
  let last: number | undefined;
  const above = kinds.map((kind, index) => {
    const before = last;
    if (!isSummary(kind)) last = index;
    return before;
  });
  const read = (index: number, field: string): readonly Read[] =>
    originOf(rows[index]!, { field, format: "plain" }).values;
  return (origin, index, fields) => {
    const compared = new Set([...fields, ...(group === undefined ? [] : [group]), ...merging]);
    const from = above[index] ?? 0;
    const pair = [from, index].flatMap((each) => [...compared].flatMap((field) => read(each, field)));
    const between = Array.from({ length: index - from + 1 }, (_, offset) => from + offset);
    const styles = style === undefined ? [] : between.flatMap((each) => read(each, style));
    return { ...origin, deciding: gatherReads([...origin.deciding, ...pair, ...styles]) };
  };
}

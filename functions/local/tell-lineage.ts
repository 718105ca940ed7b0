import type { Again, DatasetLineage, NamedRows, RowLineage } from "../core/report/lineage/row-lineage.ts";
import { countWords } from "../core/wording/count-words.ts";

/** The dataset rows behind a cell, in lines for a terminal. */
export function tellLineage({ query, row, columns, steps, datasets, coarse, again }: RowLineage): string[] {
  return [
    `  rows behind ${query}, row ${row}, ${columns.join(", ")}`,
    `    through  ${steps.map(({ name, rows }) => `${name} (${countWords(rows, "row")})`).join(" → ")}`,
    ...(datasets.length === 0 ? ["    no row of a dataset"] : datasets.flatMap(tellDataset)),
    ...coarse.map(({ why, datasets: named }) => `    all rows of ${named.join(", ")}, because of ${why}`),
    `    ${tellAgain(again)}`,
  ];
}

function tellDataset({ dataset, total, value, deciding }: DatasetLineage): string[] {
  return [
    ...tellRows(`computed from ${countWords(value.count, "row")} of ${total} of ${dataset}`, value),
    ...tellRows(`decided by ${countWords(deciding.count, "other row")} of ${dataset}`, deciding),
  ];
}

function tellRows(title: string, { count, rows }: NamedRows): string[] {
  if (count === 0) return [];
  const more = count - rows.length;
  return [
    `    ${title}`,
    ...rows.map(({ row, record }) => `      row ${row}${record === undefined ? "" : `  ${JSON.stringify(record)}`}`),
    ...(more > 0 ? [`      and ${more} more`] : []),
  ];
}

function tellAgain(again: Again): string {
  if (again.result === "same") return "over these rows alone the queries give the same value";
  if (again.result === "failed") return `it could not be checked by running the queries over these rows: ${again.why}`;
  return `over these rows alone the queries give another value${again.seen === undefined ? "" : `: ${JSON.stringify(again.seen)}`}`;
}

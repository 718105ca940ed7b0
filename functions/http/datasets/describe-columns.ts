import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import { mostSummarised, sampleStep } from "./columns-query.ts";

/** A row of a result of `columnsQueries`. */
type Finding = readonly [
  position: number,
  kind: "fact" | "middle" | "bin" | "value",
  label: string | null,
  low: string | null,
  high: string | null,
  times: number | null,
];

/**
 * The schema `ColumnSummaries`: what the columns of a dataset hold.
 *
 * @param answers results of `columnsQueries` as `answerQuery` writes them, JSON
 */
export function describeColumns(
  name: string,
  { version, rows, columns }: DatasetProfile,
  answers: readonly string[],
): Record<string, unknown> {
  const findings = Map.groupBy(
    answers.flatMap((answer) => (JSON.parse(answer) as { readonly rows: readonly Finding[] }).rows),
    ([position]) => position,
  );
  const step = sampleStep(rows);
  return {
    name,
    version,
    rows,
    ...(step > 1 && { sample: Math.ceil(rows / step) }),
    columns: columns.map(({ name: column, type, nulls }, index) => ({
      name: column,
      type,
      nulls,
      ...(index < mostSummarised && summary(type, findings.get(index + 1) ?? [])),
    })),
  };
}

function summary(type: string, findings: readonly Finding[]): Record<string, unknown> {
  const fact = findings.find(([, kind]) => kind === "fact");
  const middle = findings.find(([, kind]) => kind === "middle");
  const [, , distinct, lowest, highest] = fact ?? [];
  const bins = findings.filter(([, kind]) => kind === "bin");
  const values = findings.filter(([, kind]) => kind === "value");
  return {
    distinct: Number(distinct ?? 0),
    ...(lowest != null && highest != null && { lowest, highest }),
    ...(middle?.[2] != null && { median: Number(middle[2]) }),
    ...(middle?.[3] != null && { mean: Number(middle[3]) }),
    ...(bins.length > 0 && { bins: countsOf(bins) }),
    ...((type === "text" || type === "boolean") && {
      values: values.map(([, , value, , , times]) => ({ value, rows: times })),
    }),
  };
}

function countsOf(bins: readonly Finding[]): number[] {
  const counts = Array.from({ length: Number(bins[0]?.[3] ?? 0) }, () => 0);
  for (const [, , bin, , , times] of bins) counts[Number(bin)] = Number(times);
  return counts;
}

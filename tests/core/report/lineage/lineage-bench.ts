import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import type { Dataset } from "../../../../functions/core/report/dataset/dataset.ts";
import {
  type FindOptions,
  openRowFinder,
  type RowFinder,
} from "../../../../functions/core/report/lineage/find-rows.ts";
import type { RowLineage } from "../../../../functions/core/report/lineage/row-lineage.ts";
import type { Tables } from "../../../../functions/core/report/query/table.ts";
import { datasetOf, queriesOf, run } from "../query/query-bench.ts";

/** A finder over the results of queries, which are there too. */
export interface Bench extends RowFinder {
  readonly tables: Tables;
}

export const findOptions: FindOptions = {
  openScratch: openScratchFolder,
  rows: 100_000,
  // A soak asks one finder hundreds of questions, on a machine that may be busy.
  deadlineMs: process.env["SOAK"] === undefined ? 60_000 : 1_800_000,
  listed: 1_000,
};

/** Runs queries and opens a finder over their results. */
export async function benchOf(
  queries: Readonly<Record<string, string>>,
  datasets: readonly Dataset[],
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Bench> {
  const { tables } = await run(queries, datasets, parameters);
  const finder = await openRowFinder({ template: queriesOf(queries), datasets, parameters, tables }, findOptions);
  return { tables, ...finder };
}

/** The rows that a lineage names of a dataset, from 1. */
export function rowsNamed(lineage: RowLineage, dataset: string, role: "value" | "deciding" | "any" = "any"): number[] {
  const found = lineage.datasets.find((each) => each.dataset === dataset);
  const roles = role === "any" ? (["value", "deciding"] as const) : [role];
  return roles.flatMap((each) => found?.[each].rows.map(({ row }) => row) ?? []).toSorted((a, b) => a - b);
}

/** Sales by region, product and year, with what a region is; small enough to follow by hand. */
export const sales = [
  "region,product,year,value",
  "north,lamp,2020,10", // 1
  "north,lamp,2021,14", // 2
  "north,rug,2020,7", // 3
  "north,rug,2021,", // 4
  "south,lamp,2020,20", // 5
  "south,lamp,2021,18", // 6
  "south,rug,2021,5", // 7
  "west,lamp,2021,14", // 8
].join("\n");
export const regions = ["region,country,place", "north,NO,1", "south,IT,2", "east,EE,3"].join("\n");

export async function salesAndRegions(): Promise<Dataset[]> {
  return [await datasetOf("sales", sales), await datasetOf("regions", regions)];
}

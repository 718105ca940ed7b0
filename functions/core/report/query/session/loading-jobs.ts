import type { Dataset } from "../../dataset/dataset.ts";
import type { ScratchSpace } from "../../../ports.ts";
import { createKnownTables, readsRows, sampleSize } from "../known-tables.ts";
import { loadingError } from "../query-error.ts";
import type { QuerySession } from "./query-session.ts";
import { quoteName } from "../quote-name.ts";
import type { Job } from "../run-in-lanes.ts";

/**
 * The jobs that copy each dataset into a table named by its alias, with the types of its profile, from a file of the
 * scratch folder. They fail with a BroadsheetError: `limit-exceeded` if it does not fit into memory, `invalid-dataset`
 * if it does not match its profile.
 */
export function fileJobs(
  connections: QuerySession["connections"],
  datasets: readonly Dataset[],
  scratch: ScratchSpace,
  parsing: Parsing,
): Job<void>[] {
  return datasets.map(({ read, alias, profile, select }, index) => {
    const whole = sampleSize(profile.rows, profile.columns.length) === profile.rows;
    return {
      name: alias,
      // Large datasets are loaded only as far as queries read them, which must be known first.
      needs: whole ? [] : [parsing.job],
      run: async (lane) => {
        const file = await scratch.write(`dataset-${index}.${profile.format}`, await read());
        const told = (error: unknown): never => {
          throw loadingError(error, alias);
        };
        if (whole || readsRows(alias, parsing.tables()))
          await connections[lane]!.run(`CREATE TABLE ${quoteName(alias)} AS ${select}`, { file }).catch(told);
        else
          await createKnownTables(
            connections[lane]!,
            { alias, rows: profile.rows, columns: profile.columns },
            parsing.tables(),
            { sql: `(${select})`, values: { file } },
          ).catch(told);
      },
    };
  });
}

/** What the loading of large datasets waits for. */
export interface Parsing {
  /** Name of the job that parses the queries. */
  readonly job: string;
  /** The tables that queries read, in lower case, once that job is done. */
  tables(): ReadonlySet<string>;
}

/**
 * The inline SELECT of every dataset, by alias; undefined if any dataset must be read from a file, since then all are.
 */
export async function inlineSelects(datasets: readonly Dataset[]): Promise<ReadonlyMap<string, string> | undefined> {
  const selects = await Promise.all(datasets.map(async ({ alias, inline }) => [alias, await inline()] as const));
  const inlined = selects.filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return inlined.length === selects.length ? new Map(inlined) : undefined;
}

/** The jobs that create the tables as `fileJobs` does, but without files. */
export function inlineJobs(
  connections: QuerySession["connections"],
  selects: ReadonlyMap<string, string>,
): Job<void>[] {
  return [...selects].map(([alias, select]) => ({
    name: alias,
    needs: [],
    run: async (lane) => {
      await connections[lane]!.run(`CREATE TABLE ${quoteName(alias)} AS ${select}`).catch((error: unknown) => {
        throw loadingError(error, alias);
      });
    },
  }));
}

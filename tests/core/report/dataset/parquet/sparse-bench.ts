import { DuckDBInstance } from "@duckdb/node-api";
import { readFile } from "node:fs/promises";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import type { ObjectStore } from "../../../../../functions/core/ports.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetProfile, OpenedDataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";

const scratch = await openScratchFolder();
const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();

let files = 0;

/** Writes the rows of a SELECT as Parquet. @param options of COPY */
export async function parquetOf(select: string, options = ""): Promise<Uint8Array> {
  const path = `${scratch.folder}/made-${(files += 1)}.parquet`;
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet${options})`);
  return new Uint8Array(await readFile(path));
}

/** What a store was asked for. */
export interface Asked {
  /** Bytes of tables in Parquet that were read, whole or in ranges. */
  bytes: number;
  /** The ranges that were read. */
  ranges: (readonly [start: number, end: number])[];
  /** Tables in Parquet that were read whole. */
  whole: number;
  /** Whether only some row groups were read. */
  some: boolean;
}

/** A store that counts what it is asked for. */
export function counting(store: ObjectStore, asked: Asked): ObjectStore {
  return new Proxy(store, {
    get(target, method: keyof ObjectStore) {
      if (method === "get")
        return async (key: string) => {
          const found = await target.get(key);
          if (key.endsWith(".parquet")) {
            asked.whole += 1;
            asked.bytes += found?.body.length ?? 0;
          }
          return found;
        };
      if (method === "getRange")
        return async (key: string, start: number, end: number) => {
          const found = await target.getRange(key, start, end);
          asked.ranges.push([start, end]);
          asked.bytes += found?.length ?? 0;
          return found;
        };
      return (...call: never[]) => (target[method] as (...call: never[]) => unknown)(...call);
    },
  });
}

/** A Parquet file as a dataset of which parts are read, and as one that is read whole. */
export interface BothSizes {
  readonly sparse: OpenedDataset;
  readonly whole: OpenedDataset;
  readonly store: MemoryObjectStore;
  readonly asked: Asked;
  readonly profile: DatasetProfile;
}

/** Stores a file both ways. @param format of the file; a text is stored with its table in Parquet */
export async function storeBothSizes(
  body: Uint8Array,
  alias = "d",
  format: "parquet" | "csv" = "parquet",
): Promise<BothSizes> {
  const [store, plain] = [new MemoryObjectStore(), new MemoryObjectStore()];
  const limits = { ...datasetLimits, text: 0 };
  const profile = await storeDataset(store, "d", { body, format }, scratch, { ...limits, parts: 0 });
  await storeDataset(plain, "d", { body, format }, scratch, { ...limits, parts: Infinity });
  const asked: Asked = { bytes: 0, ranges: [], whole: 0, some: false };
  return {
    sparse: noting(await openDataset(counting(store, asked), alias, { name: "d" }), asked),
    whole: await openDataset(plain, alias, { name: "d" }),
    store,
    asked,
    profile,
  };
}

function noting(dataset: OpenedDataset, asked: Asked): OpenedDataset {
  const sparse = dataset.sparse && {
    ...dataset.sparse,
    fetch: async (...call: Parameters<NonNullable<OpenedDataset["sparse"]>["fetch"]>) => {
      if (call[3] !== undefined) asked.some = true;
      return await dataset.sparse!.fetch(...call);
    },
  };
  return { ...dataset, sparse };
}

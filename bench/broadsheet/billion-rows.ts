import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import type { ObjectStore, ScratchFile, ScratchSpace } from "../../functions/core/ports.ts";
import { uploadLimits } from "../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetProfile, TableFile } from "../../functions/core/report/dataset/dataset.ts";
import { type ChunkMap, encodeChunks, mapChunks } from "../../functions/core/report/dataset/parquet/chunk-map.ts";
import { profileParquet } from "../../functions/core/report/dataset/parquet/profile-parquet.ts";
import { hashOf } from "../../functions/core/report/dataset/pieces-of.ts";
import { chunksFile, parquetFile } from "../../functions/core/report/dataset/store/files-of.ts";
import { answerQuery } from "../../functions/render/data/answer-query.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { dateOf, days, rowsOfDay, wantedDays } from "../content/day-files.ts";
import type { Contender } from "../measure/contender.ts";

/** Columns that the query names. */
const touched = ["day", "shop", "amount"] as const;

/** The query: two days of 255, by shop. */
const sql = `SELECT shop, count(*) AS n, sum(amount) AS amount FROM data WHERE day BETWEEN DATE '${dateOf(wantedDays[0])}' AND DATE '${dateOf(wantedDays[1])}' GROUP BY shop ORDER BY amount DESC, shop LIMIT 20`;

const limits = uploadLimits(5 * 1024 ** 3);
const version = sha256("a billion rows");
const folder = `datasets/data/${version}`;

/** A table of which a store has some files. */
interface Table {
  readonly store: MemoryObjectStore;
  /** Key → file. */
  readonly files: ReadonlyMap<string, ScratchFile>;
  /** Bytes that the touched columns hold in these files. */
  readonly held: number;
}

async function makeTable(paths: readonly string[], scratch: ScratchSpace): Promise<Table> {
  const store = new MemoryObjectStore();
  const files = new Map<string, ScratchFile>();
  const told: TableFile[] = [];
  let held = 0;
  const first = scratch.open(paths[0]!);
  const { columns } = await profileParquet(first, "first", scratch, limits);
  for (let day = 0; day < days; day += 1) {
    const ranges = columns.map(({ name }) => (name === "day" ? ([dateOf(day), dateOf(day)] as const) : null));
    const wanted = wantedDays.findIndex((one) => one === day);
    // The schema is read of the first file, whatever its rows are.
    const index = day === 0 ? 0 : wanted;
    if (index === -1) {
      const hash = sha256(`day ${day}`);
      told.push({ sha256: hash, chunks: hash, rows: rowsOfDay, bytes: first.length, ranges });
      continue;
    }
    const file = scratch.open(paths[index]!);
    const map = (await mapChunks(file.length, (start, end) => Promise.resolve(file.subarray(start, end))))!;
    const text = encodeChunks(map);
    const one = { sha256: hashOf(file), chunks: sha256(text), rows: rowsOfDay, bytes: file.length, ranges };
    told.push(one);
    files.set(`${folder}/${parquetFile(one)}`, file);
    await store.create(`${folder}/${chunksFile(one.chunks)}`, text, "application/json");
    if (wanted !== -1) held += bytesOf(map);
  }
  const sum = (of: "rows" | "bytes"): number => told.reduce((total, file) => total + file[of], 0);
  const sums = { bytes: sum("bytes"), rows: sum("rows") };
  const rows = { rowsHash: version, rowsOfSource: version };
  const profile: DatasetProfile = { version, format: "parquet", ...sums, columns, warnings: [], ...rows, files: told };
  const text = new TextEncoder().encode(JSON.stringify(profile));
  await store.create(`${folder}/dataset.json`, text, "application/json");
  return { store, files, held };
}

/**
 * A query over a table of a billion rows in 255 files, of which a store has two: what it asked of another would fail.
 *
 * @param files paths of those of the wanted days, see `makeDayFiles`
 */
export async function open({ files: paths }: { readonly files: readonly string[] }): Promise<Contender> {
  const scratch = await openScratchFolder();
  const { store: memory, files, held } = await makeTable(paths, scratch);
  let read = 0;
  const store: ObjectStore = new Proxy<ObjectStore>(memory, {
    get(target, method: keyof ObjectStore) {
      if (method === "get")
        return async (key: string) => {
          const object = await target.get(key);
          read += object?.body.length ?? 0;
          return object;
        };
      if (method !== "getRange")
        return (...call: never[]) => (target[method] as (...call: never[]) => unknown).apply(target, call);
      return (key: string, start: number, end: number) => {
        const bytes = files.get(key)?.subarray(start, end);
        read += bytes?.length ?? 0;
        return Promise.resolve(bytes);
      };
    },
  });
  const datasets = { data: { name: "data", version } };
  return {
    async make() {
      read = 0;
      const body = await answerQuery({ sql, datasets, parameters: {}, format: "json" }, createWorld(store));
      return { pdf: new TextEncoder().encode(body), parts: { read, held } };
    },
    close: () => scratch.dispose(),
  };
}

/** Bytes that the columns which are named hold in a file. */
function bytesOf({ columns, groups }: ChunkMap): number {
  const leaves = touched.map((name) => columns.findIndex((column) => column.name === name));
  return groups.reduce((sum, { chunks }) => sum + leaves.reduce((own, leaf) => own + chunks[leaf]![1], 0), 0);
}

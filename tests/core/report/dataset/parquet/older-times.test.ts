import { expect, test } from "vitest";
import type { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import type { Dataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { encodeChunks, mapChunks } from "../../../../../functions/core/report/dataset/parquet/chunk-map.ts";
import { runOne } from "../../query/query-bench.ts";
import { parquetOf, storeBothSizes } from "./sparse-bench.ts";

/*
 * Releases before this one stored Parquet whose times of day no day has, as damage leaves them. The database ends, or
 * ends the process, when it writes such a time as text, also one that only the footer states.
 */
const rows = 110_000;
const select = `SELECT i AS id, TIME '11:00:00' + INTERVAL (i % 3000) SECOND AS t, i % 7 AS g FROM (SELECT range::INT AS i FROM range(${rows})) UNION ALL SELECT ${rows}, TIME '12:00:00', 1`;

/** Where the time in the last row is made one that no day has. */
const places = ["the pages", "the footer", "both"] as const;

/** Stores the file, as an earlier release did. */
async function storedBefore(place: (typeof places)[number], value: bigint): Promise<readonly [Dataset, Dataset]> {
  const body = Buffer.from(
    await parquetOf(select, ", COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1, ROW_GROUP_SIZE 20480"),
  );
  const { store, profile } = await storeBothSizes(body);
  const footer = body.length - 8 - body.readUInt32LE(body.length - 8);
  const [noon, other] = [Buffer.alloc(8), Buffer.alloc(8)];
  noon.writeBigInt64LE(12n * 3_600_000_000n);
  other.writeBigInt64LE(value);
  const [from, to] = [place === "the footer" ? footer : 0, place === "the pages" ? footer : body.length];
  let changed = 0;
  for (let at = body.indexOf(noon, from); at !== -1 && at < to; at = body.indexOf(noon, at + 8)) {
    other.copy(body, at);
    changed += 1;
  }
  expect(changed).toBeGreaterThan(0);
  return await reopened(store, profile.version, body);
}

/** The dataset with other bytes, read in parts and whole. */
async function reopened(
  store: MemoryObjectStore,
  before: string,
  body: Uint8Array,
): Promise<readonly [Dataset, Dataset]> {
  const profile = JSON.parse(
    new TextDecoder().decode((await store.get(`datasets/d/${before}/dataset.json`))!.body),
  ) as Readonly<Record<string, unknown>>;
  const { rowsAsRead: _, chunks: __, ...rest } = profile;
  const map = encodeChunks((await mapChunks(body.length, async (start, end) => body.subarray(start, end)))!);
  const [version, chunks] = [sha256(body), sha256(map)];
  const put = async (file: string, bytes: Uint8Array): Promise<unknown> =>
    await store.put(`datasets/d/${version}/${file}`, bytes, "application/octet-stream");
  const open = async (more: object): Promise<Dataset> => {
    await put("dataset.json", new TextEncoder().encode(JSON.stringify({ ...rest, version, ...more })));
    return await openDataset(store, "d", { name: "d", version });
  };
  await put("data.parquet", body);
  await put(`chunks.${chunks}.json`, map);
  return [await open({ chunks }), await open({})];
}

const outside = [-1n, 86_400_000_001n, 2n ** 62n];

test.each(places.flatMap((place) => outside.map((value) => ({ place, value: String(value) }))))(
  "a version of an earlier release with the time $value in $place ends no process",
  async ({ place, value }) => {
    for (const dataset of await storedBefore(place, BigInt(value))) {
      // Of a large table only what a query names is read: perhaps one row group, by what the footer states.
      const some = await runOne("SELECT count(*) AS n, sum(g) AS s FROM d WHERE id < 100", [dataset]);
      expect(some.rows).toEqual([{ n: 100, s: 295 }]);
      const times = runOne("SELECT min(t) AS least, max(t) AS most FROM d WHERE id >= 0", [dataset]);
      if (place === "the footer") expect((await times).rows).toEqual([{ least: "11:00:00", most: "12:00:00" }]);
      else
        await expect(times).rejects.toMatchObject({
          kind: "invalid-dataset",
          problems: [
            {
              code: "unreadable",
              message: 'The dataset "d" cannot be loaded: it holds a time of day that no day has: write the file again',
              where: { dataset: "d" },
            },
          ],
        });
    }
  },
);

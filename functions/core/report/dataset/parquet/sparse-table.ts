import { isCorrupt, lostObject, parseStored } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { ObjectStore, ScratchSpace } from "../../../ports.ts";
import { runSideBySide } from "../../../run-side-by-side.ts";
import type { ChunkMap, MappedChunk } from "./chunk-map.ts";
import { statedTime } from "./check-times.ts";
import { endWithGroups } from "./read-footer.ts";
import { readStruct, type ThriftStruct } from "./read-struct.ts";

/** Ranges that are read at once. */
const abreast = 6;
/** A range ends after as many bytes, unless a single column's pages are more. */
const longestRange = 8 * 1024 * 1024;
/** Pages between two that are wanted are read with them if they are at most this part of the range. */
const mostWaste = 1 / 8;

/** A table in Parquet of which parts can be read. */
export interface SparseTable {
  /**
   * Reads columns and writes them into a file of the scratch folder, which is as long as the whole and has holes
   * instead of the others.
   *
   * @param file its name
   * @param columns names as the file has them
   * @param groups the row groups that the file shall have, from one to before another @default all
   * @returns its path; undefined if the file must be read whole: it has no such column, a part is not what its map
   *   says, or there is no sound map. Reading all of it shows whether it is damaged.
   * @throws BroadsheetError `damaged` if the table is lost; `unavailable`
   */
  fetch(
    scratch: ScratchSpace,
    file: string,
    columns: readonly string[],
    groups?: { readonly from: number; readonly to: number },
  ): Promise<string | undefined>;
  /**
   * The bytes of the file, the rows of each row group, and the index of each column among the file's leaves, if it has
   * one only; undefined if there is no sound map.
   */
  layout(): Promise<SparseLayout | undefined>;
  /**
   * Whether the database can show what the footer states of the values: a version that was stored before times of day
   * were checked may state one that ends it. Reads the footer, if `fetch` has not.
   */
  canShowStated(): Promise<boolean>;
}

/** See `SparseTable.layout`. */
export interface SparseLayout {
  readonly bytes: number;
  readonly rows: readonly number[];
  readonly leaves: ReadonlyMap<string, number>;
}

/** Where a table in Parquet and its map are stored. */
export interface MappedTable {
  /** Key of the table. */
  readonly key: string;
  /** Key of its map, and the SHA-256 of that. */
  readonly chunks: { readonly key: string; readonly sha256: string };
  /** What the table is, for messages. */
  readonly what: string;
}

/** Opens a table for reading parts of it. Reads the map when it is first needed. */
export function openSparse(store: ObjectStore, table: MappedTable): SparseTable {
  let reading: Promise<ChunkMap | undefined> | undefined;
  let ending: Promise<Uint8Array> | undefined;
  let struct: ThriftStruct | undefined;
  const mapped = (): Promise<ChunkMap | undefined> => (reading ??= readMap(store, table));
  return {
    async fetch(scratch, file, columns, groups) {
      const map = await mapped();
      if (map === undefined) return undefined;
      const wanted = wantedChunks(map, columns, groups);
      if (wanted === undefined) return undefined;
      const { start } = map.footer;
      try {
        const end = await (ending ??= readEnd(store, table, map));
        const own = groups === undefined ? end : endWithGroups(end, (struct ??= readStruct(end, 0)), groups);
        return await scratch.writeSparse(file, start + own.length, async (write) => {
          await write(0, magic);
          await write(start, own);
          await runSideBySide(rangesOf(wanted), abreast, async (part) => {
            for (const { at, bytes } of await readPart(store, table, part)) await write(at, bytes);
          });
        });
      } catch (error) {
        if (error instanceof OtherBytes) return undefined;
        throw error;
      }
    },
    async layout() {
      const map = await mapped();
      if (map === undefined) return undefined;
      const { bytes, groups, columns } = map;
      const leaves = new Map<string, number>();
      let next = 0;
      for (const { name, leaves: own } of columns) {
        if (own === 1) leaves.set(name, next);
        next += own;
      }
      return { bytes, rows: groups.map(({ rows }) => rows), leaves };
    },
    async canShowStated() {
      const map = await mapped();
      if (map === undefined) return false;
      try {
        const end = await (ending ??= readEnd(store, table, map));
        return statedTime((struct ??= readStruct(end, 0))) === undefined;
      } catch (error) {
        if (error instanceof OtherBytes) return false;
        throw error;
      }
    },
  };
}

/** The footer and what follows it. */
async function readEnd(store: ObjectStore, table: MappedTable, { bytes, footer }: ChunkMap): Promise<Uint8Array> {
  const { start, sha256: hash } = footer;
  const chunks = [[start, bytes - start, hash] as const];
  return (await readPart(store, table, { start, end: bytes, chunks }))[0]!.bytes;
}

const magic = new TextEncoder().encode("PAR1");

/** A part that does not have its hash. */
class OtherBytes extends Error {
  override readonly name = "OtherBytes";
}

/** The map; undefined if it is lost or damaged, which costs time only: a check of the store reports and mends it. */
async function readMap(store: ObjectStore, { chunks }: MappedTable): Promise<ChunkMap | undefined> {
  const object = await store.get(chunks.key).catch((error: unknown) => {
    if (isCorrupt(error)) return undefined;
    throw error;
  });
  if (object === undefined || sha256(object.body) !== chunks.sha256) return undefined;
  return parseStored<ChunkMap>(chunks.key, object.body);
}

/** The chunks of columns in the file's order; undefined if it has no such column. */
function wantedChunks(
  { columns, groups }: ChunkMap,
  names: readonly string[],
  { from, to }: { readonly from: number; readonly to: number } = { from: 0, to: groups.length },
): readonly MappedChunk[] | undefined {
  const wanted = new Set(names);
  const leaves: number[] = [];
  let next = 0;
  for (const { name, leaves: own } of columns) {
    if (wanted.delete(name)) leaves.push(...Array.from({ length: own }, (_, index) => next + index));
    next += own;
  }
  if (wanted.size > 0) return undefined;
  return groups
    .slice(from, to)
    .flatMap(({ chunks }) => leaves.map((index) => chunks[index]!))
    .toSorted(([a], [b]) => a - b);
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly chunks: readonly MappedChunk[];
}

/** The ranges that hold chunks: few requests, and few bytes between the chunks. */
function rangesOf(chunks: readonly MappedChunk[]): readonly Range[] {
  const ranges: { start: number; end: number; held: number; chunks: MappedChunk[] }[] = [];
  for (const chunk of chunks) {
    const [start, length] = chunk;
    const last = ranges.at(-1);
    const end = start + length;
    if (
      last !== undefined &&
      end - last.start <= longestRange &&
      end - last.start <= (last.held + length) * (1 + mostWaste)
    ) {
      last.end = end;
      last.held += length;
      last.chunks.push(chunk);
    } else ranges.push({ start, end, held: length, chunks: [chunk] });
  }
  return ranges;
}

/** @throws OtherBytes, or BroadsheetError `damaged` if the table is lost */
async function readPart(
  store: ObjectStore,
  { key, what }: MappedTable,
  { start, end, chunks }: Range,
): Promise<readonly { readonly at: number; readonly bytes: Uint8Array }[]> {
  const body = await store.getRange(key, start, end);
  if (body === undefined) throw lostObject(key, `The content of ${what}`);
  return chunks.map(([at, length, hash]) => {
    const bytes = body.subarray(at - start, at - start + length);
    if (sha256(bytes) !== hash) throw new OtherBytes();
    return { at, bytes };
  });
}

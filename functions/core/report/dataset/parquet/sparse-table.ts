import { type BroadsheetError, corruptObject, lostObject, parseStored } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { ObjectStore, ScratchSpace } from "../../../ports.ts";
import { runSideBySide } from "../../../run-side-by-side.ts";
import type { ChunkMap, MappedChunk } from "./chunk-map.ts";
import { endWithGroups } from "./read-footer.ts";

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
   * @param groups the row groups that the file shall have, from the first to before another @default all
   * @returns its path; undefined if the file must be read whole
   * @throws BroadsheetError `damaged` if a part is not what was stored, or is lost
   */
  fetch(
    scratch: ScratchSpace,
    file: string,
    columns: readonly string[],
    groups?: { readonly from: number; readonly to: number },
  ): Promise<string | undefined>;
  /** The rows of each row group, and the index of each column among the file's leaves, if it has one only. */
  layout(): Promise<{ readonly rows: readonly number[]; readonly leaves: ReadonlyMap<string, number> }>;
}

/** Where a table in Parquet and its map are stored. */
export interface MappedTable {
  /** Key of the table. */
  readonly key: string;
  /** Key of its map, and the SHA-256 of that. */
  readonly chunks: { readonly key: string; readonly sha256: string };
  /** Whether the table's version or name is the hash of its bytes. Another may have been stored with other bytes. */
  readonly isNamedByContent: boolean;
  /** What the table is, for messages. */
  readonly what: string;
}

/** Opens a table for reading parts of it. Reads the map when it is first needed. */
export function openSparse(store: ObjectStore, table: MappedTable): SparseTable {
  let reading: Promise<ChunkMap> | undefined;
  let ending: Promise<Uint8Array> | undefined;
  const mapped = (): Promise<ChunkMap> => (reading ??= readMap(store, table));
  return {
    async fetch(scratch, file, columns, groups) {
      const map = await mapped();
      const wanted = wantedChunks(map, columns, groups);
      if (wanted === undefined) return undefined;
      const { start } = map.footer;
      try {
        const end = await (ending ??= readEnd(store, table, map));
        const own = groups === undefined ? end : endWithGroups(end, groups);
        return await scratch.writeSparse(file, start + own.length, async (write) => {
          await write(0, magic);
          await write(start, own);
          await runSideBySide(rangesOf(wanted), abreast, async (part) => {
            for (const { at, bytes } of await readPart(store, table, part)) await write(at, bytes);
          });
        });
      } catch (error) {
        // Reading all of it tells whether it is damaged.
        if (error instanceof OtherBytes && !table.isNamedByContent) return undefined;
        throw error instanceof OtherBytes ? damaged(table) : error;
      }
    },
    async layout() {
      const { groups, columns } = await mapped();
      const leaves = new Map<string, number>();
      let next = 0;
      for (const { name, leaves: own } of columns) {
        if (own === 1) leaves.set(name, next);
        next += own;
      }
      return { rows: groups.map(({ rows }) => rows), leaves };
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

function damaged({ key }: MappedTable): BroadsheetError {
  return corruptObject(key, "a part of it is not what was stored");
}

async function readMap(store: ObjectStore, { chunks, what }: MappedTable): Promise<ChunkMap> {
  const object = await store.get(chunks.key);
  if (object === undefined) throw lostObject(chunks.key, `The map of ${what}`);
  if (sha256(object.body) !== chunks.sha256) throw corruptObject(chunks.key, "its content is not that of its hash");
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

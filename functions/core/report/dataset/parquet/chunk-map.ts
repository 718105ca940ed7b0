import { sha256 } from "../../../json/canonical-json.ts";
import { type ChunkPlace, type Footer, footerStart, readFooter, tailLength } from "./read-footer.ts";
import { readPageHeader } from "./read-page-header.ts";

/**
 * The hashes of the parts of a Parquet file, so that a part can be believed without the whole file. It is stored beside
 * the file, when that is stored, as `chunks.{sha256}.json`.
 */
export interface ChunkMap {
  /** Bytes of the file. */
  readonly bytes: number;
  /** From its offset to the file's end. */
  readonly footer: { readonly start: number; readonly sha256: string };
  readonly columns: Footer["columns"];
  readonly groups: readonly {
    readonly rows: number;
    /** One for each leaf of the columns, in their order. */
    readonly chunks: readonly MappedChunk[];
  }[];
}

/** The place of a column's pages in a row group, and their SHA-256. */
export type MappedChunk = readonly [...ChunkPlace, sha256: string];

/** Reads bytes of a file, from an offset to before another. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

/**
 * Maps a Parquet file: reads it once, a column's pages at a time.
 *
 * @param size of the file, bytes
 * @returns undefined if its parts cannot be told apart with certainty: two columns have the same name but for case,
 *   pages are not where the footer says, or lie over each other. Such a file is read whole.
 */
export async function mapChunks(size: number, read: ReadBytes): Promise<ChunkMap | undefined> {
  if (size < 4 + tailLength) return undefined;
  const start = footerStart(await read(size - tailLength, size), size);
  if (start === undefined) return undefined;
  const end = await read(start, size);
  const footer = readFooter(end);
  if (footer === undefined || !areDistinct(footer.columns) || !areApart(footer, start)) return undefined;
  const groups: ChunkMap["groups"][number][] = [];
  for (const { rows, chunks } of footer.groups) {
    const mapped: MappedChunk[] = [];
    for (const [at, length] of chunks) {
      const pages = await read(at, at + length);
      if (!holdsPages(pages)) return undefined;
      mapped.push([at, length, sha256(pages)]);
    }
    groups.push({ rows, chunks: mapped });
  }
  return { bytes: size, footer: { start, sha256: sha256(end) }, columns: footer.columns, groups };
}

/** Whether no two columns have the same name but for case: the database numbers those. */
function areDistinct(columns: Footer["columns"]): boolean {
  return new Set(columns.map(({ name }) => name.toLowerCase())).size === columns.length;
}

/** Whether all pages lie before the footer and none over others. */
function areApart({ groups }: Footer, footer: number): boolean {
  const places = groups.flatMap(({ chunks }) => chunks).toSorted(([a], [b]) => a - b);
  return places.every(([start, length], index) => start >= 4 && start + length <= (places[index + 1]?.[0] ?? footer));
}

/** Whether bytes are whole pages: some old writers leave the dictionary's header out of the stated length. */
function holdsPages(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const header = readPageHeader(bytes, at);
    if (header === undefined) return false;
    at += header.length + header.compressedSize;
  }
  return at === bytes.length;
}

/** The text of a map, as it is stored. */
export function encodeChunks(map: ChunkMap): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(map));
}

import { corruptObject, lostObject } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DatasetProfile, SparseFile, TableFile } from "../dataset.ts";
import { footerStart, readFooter, tailLength } from "../parquet/read-footer.ts";
import { openSparse, type SparseLayout, type SparseTable } from "../parquet/sparse-table.ts";
import { hashOf } from "../pieces-of.ts";
import { chunksFile, parquetFile } from "./files-of.ts";

/** Most files of a table. */
export const mostFiles = 10_000;

/**
 * Checks what a profile says of the files of its table before it is believed.
 *
 * @param key of the profile
 * @throws BroadsheetError `damaged`
 */
export function checkFiles({ files = [], rows, bytes, columns }: DatasetProfile, key: string): void {
  const fault = Array.isArray(columns)
    ? faultOf(files, { rows, bytes, columns: columns.length })
    : "it has no list of columns";
  if (fault !== undefined) throw corruptObject(key, fault);
}

function faultOf(
  files: readonly TableFile[],
  { rows, bytes, columns }: Readonly<Record<"rows" | "bytes" | "columns", number>>,
): string | undefined {
  if (!Array.isArray(files) || files.length === 0 || files.length > mostFiles)
    return `it names ${Array.isArray(files) ? files.length : "no list of"} files; 1 to ${mostFiles} are possible`;
  for (const [index, file] of (files as readonly (TableFile | null)[]).entries()) {
    if (typeof file !== "object" || file === null) return `what it says of file ${index + 1} cannot be`;
    const isHashed = [file.sha256, file.chunks].every((hash) => /^[0-9a-f]{64}$/.test(String(hash)));
    const isCounted = [file.rows, file.bytes].every((count) => Number.isSafeInteger(count) && count > 0);
    const isRanged = Array.isArray(file.ranges) && file.ranges.length === columns && file.ranges.every(isRange);
    if (!isHashed || !isCounted || !isRanged) return `what it says of file ${index + 1} cannot be`;
  }
  const sum = (of: "rows" | "bytes"): number => files.reduce((total, file) => total + file[of], 0);
  if (sum("rows") !== rows) return `its files have ${sum("rows")} rows, and it says ${rows}`;
  if (sum("bytes") !== bytes) return `its files have ${sum("bytes")} bytes, and it says ${bytes}`;
  return undefined;
}

function isRange(range: TableFile["ranges"][number]): boolean {
  return (
    range === null || (Array.isArray(range) && range.length === 2 && range.every((end) => typeof end === "string"))
  );
}

/**
 * Opens the files of a table for reading parts of them.
 *
 * @param what the table is, for messages
 */
export function openFiles(
  store: ObjectStore,
  folder: string,
  { files = [], columns }: DatasetProfile,
  what: string,
): readonly SparseFile[] {
  return files.map((file, index) => {
    const key = `${folder}/${parquetFile(file)}`;
    const told = { key: `${folder}/dataset.json`, number: index + 1 };
    const chunks = { key: `${folder}/${chunksFile(file.chunks)}`, sha256: file.chunks };
    const ranges = columns.flatMap(({ name }, index) => {
      const range = file.ranges[index];
      return range == null ? [] : [[name, range] as const];
    });
    return {
      sparse: orWhole(store, openSparse(store, { key, chunks, what }), { key, file, told, what }),
      rows: file.rows,
      ranges: new Map(ranges),
    };
  });
}

/** A file of a table, and where the manifest is that says what it holds. */
interface ToldFile {
  readonly key: string;
  readonly file: TableFile;
  readonly told: { readonly key: string; readonly number: number };
  readonly what: string;
}

/**
 * A file whose footer must say what the manifest says of it. All of it is fetched if its parts are not what its map
 * says, which tells whether it is damaged.
 */
function orWhole(store: ObjectStore, sparse: SparseTable, own: ToldFile): SparseTable {
  const { key, file, what } = own;
  const layout: SparseTable["layout"] = async () => {
    const found = await sparse.layout();
    if (found !== undefined) compareCounts(own, found);
    return found;
  };
  return {
    layout,
    canShowStated: () => sparse.canShowStated(),
    async fetch(scratch, name, columns, groups) {
      await layout();
      const path = await sparse.fetch(scratch, name, columns, groups);
      // With all of its row groups it would be another file.
      if (path !== undefined || groups !== undefined) return path;
      const found = await store.getStream(key);
      if (found === undefined) throw lostObject(key, `The content of ${what}`);
      const writer = scratch.create(name);
      for await (const piece of found.body) writer.write(piece);
      const written = writer.end();
      if (hashOf(written) !== file.sha256) throw corruptObject(key, "its content is not that of its hash");
      const start = footerStart(written.subarray(written.length - tailLength, written.length), written.length);
      const footer = start === undefined ? undefined : readFooter(written.subarray(start, written.length));
      if (footer === undefined) throw corruptObject(key, "it has no footer");
      compareCounts(own, { bytes: written.length, rows: footer.groups.map(({ rows }) => rows) });
      return written.path;
    },
  };
}

/** @throws BroadsheetError `damaged` */
function compareCounts({ file, told }: ToldFile, { bytes, rows }: Pick<SparseLayout, "bytes" | "rows">): void {
  const seen = { rows: rows.reduce((sum, count) => sum + count, 0), bytes };
  for (const count of ["rows", "bytes"] as const)
    if (seen[count] !== file[count])
      throw corruptObject(
        told.key,
        `it says that file ${told.number} has ${file[count]} ${count}, and that has ${seen[count]}`,
      );
}

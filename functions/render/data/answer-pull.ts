import { readFile } from "node:fs/promises";
import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { systemClock } from "../../adapters/system-clock.ts";
import type { ObjectStore, ScratchSpace } from "../../core/ports.ts";
import { tryContent } from "../../core/report/dataset/change-recipe.ts";
import type { StagedContent } from "../../core/report/dataset/dataset-content.ts";
import { type DatasetLimits, fromNow, uploadLimits } from "../../core/report/dataset/dataset-limits.ts";
import type { ShapeDataset } from "../../core/report/dataset/recipe/shape.ts";
import { storeDataset } from "../../core/report/dataset/store-dataset.ts";
import { type JudgedProfile } from "../../core/report/dataset/store-version.ts";
import { readCurrentVersion } from "../../core/report/dataset/store/read-current-version.ts";
import { readRecipePlace } from "../../core/report/dataset/store/stored-recipe.ts";
import { prepareChoicesOver } from "../../core/report/find-choices.ts";
import { joinFiles } from "../../core/report/join-files.ts";
import { readRows } from "../../core/report/read-rows.ts";
import { shapeDataset } from "../../core/report/shape-dataset.ts";
import { recordRefusals } from "../../core/service/contract/record-event.ts";
import type { Fetched } from "../../core/service/source/fetched.ts";
import { demandDefined } from "../../core/service/source/run-pull.ts";
import { firstRowsOf } from "./first-rows-of.ts";
import { markedOutbox } from "./marked-outbox.ts";

/** What a source gave, in a folder on disk. */
export interface AskedPull {
  readonly fetched: Fetched;
  /** Rows that it may have. */
  readonly rows: number;
  /** Of the dataset's move, see `pullCause`. @default nothing is stored */
  readonly cause?: string;
  /** Number of the definition by which it was fetched: under another one nothing becomes current. @default any */
  readonly definition?: number;
  /** Bytes of the largest file of a dataset that the host takes. @default 256 MiB */
  readonly largest?: number | undefined;
}

/**
 * Makes what a source gave the current version of its dataset, by the dataset's recipe and contract if it has them; or,
 * without a cause, says what it would be.
 *
 * @param notifies whether the store itself tells of outcomes, as S3 does on AWS
 * @throws BroadsheetError as `readRows` and `storeDataset`; `limit-exceeded` if it has more rows than it may;
 *   `not-found`, `source-changed`
 */
export async function answerPull(
  name: string,
  { fetched, rows, cause, definition, largest }: AskedPull,
  given: DatasetLimits,
  store: ObjectStore,
  notifies = false,
): Promise<{ readonly profile: JudgedProfile; readonly first?: string }> {
  // A trial has the limits of a request.
  const most = cause === undefined ? given : uploadLimits(largest);
  // A trial has the time of its request.
  const timed = cause === undefined ? most : fromNow(most, systemClock);
  const limits = rows < timed.rows ? { ...timed, rows } : timed;
  const scratch = await openScratchFolder();
  try {
    const content = await contentOf(fetched, scratch, limits);
    const shape: ShapeDataset = (given, recipe, within) => shapeDataset(given, recipe, scratch, within);
    if (cause === undefined) {
      const { current } = await readRecipePlace(store, name);
      const { body } = content;
      // A trial has the limits of a request, within which no file is too long for the memory.
      if ("path" in body) throw new TypeError("a trial is read in memory");
      const { profile, table } = await tryContent({ ...content, body }, current?.recipe, { scratch, limits, shape });
      return { profile, first: await firstRowsOf(profile, table) };
    }
    const before = await readCurrentVersion(store, name);
    const refused = recordRefusals({
      store,
      clock: systemClock,
      ...(!notifies && { outbox: markedOutbox(store) }),
    });
    const demand = async (): Promise<void> => {
      if (definition !== undefined) await demandDefined(store, { name, seq: definition });
    };
    const profile = await storeDataset(store, name, content, scratch, limits, new Map(), cause, shape, refused, demand);
    if (profile.version !== before) await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
    return { profile };
  } finally {
    await scratch.dispose();
  }
}

async function contentOf(fetched: Fetched, scratch: ScratchSpace, limits: DatasetLimits): Promise<StagedContent> {
  const { provenance: source } = fetched;
  // Only Parquet files are joined, and only a single file is read, without all of it in memory.
  const inMemory = { ...limits, bytes: Math.min(limits.bytes, limits.whole) };
  if ("file" in fetched) {
    const file = scratch.open(fetched.file);
    return { body: file.length > limits.whole ? file : file.subarray(0), format: fetched.format, source };
  }
  if ("files" in fetched) {
    const files = fetched.files.map(({ file, name }) => ({
      name,
      read: () => readFile(file),
      open: () => scratch.open(file),
    }));
    const within = fetched.format === "parquet" ? limits : inMemory;
    return { ...(await joinFiles(files, fetched.format, scratch, within, fetched)), source };
  }
  const { table, rowsHash, warnings } = await readRows(fetched.rows, scratch, inMemory);
  return { body: table, format: "parquet", rowsOfSource: rowsHash, warnings, source };
}

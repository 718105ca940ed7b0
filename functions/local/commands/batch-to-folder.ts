import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../adapters/open-store.ts";
import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { systemClock } from "../../adapters/system-clock.ts";
import { acceptBatch } from "../../core/service/batch/door/accept-batch.ts";
import type { PresentBatch } from "../../core/service/batch/status/batch-status.ts";
import { readManifest } from "../../core/service/batch/status/read-manifest.ts";
import { datasetFormat } from "../../core/report/dataset/dataset-format.ts";
import { datasetLimits } from "../../core/report/dataset/dataset-limits.ts";
import { nameFile, nameFiles } from "../../core/report/dataset/name-file.ts";
import { storeDataset } from "../../core/report/dataset/store-dataset.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { outputs } from "../../core/report/request/batch-request.ts";
import { coerceParameters } from "../../core/report/request/coerce-parameters.ts";
import type { DatasetReading } from "../../core/report/template/dataset-reading.ts";
import { keepTemplate } from "../../core/report/template/open-template.ts";
import { loadAndStore } from "../../core/report/template/store/store-template.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { createWorld } from "../../render/create-world.ts";
import { openTemplateFolder } from "../../seed/open-template-folder.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { checkOutFolder } from "../check-out.ts";
import { type ItemFolder, manifestName, openItemFolder } from "../batch/item-folder.ts";
import { runBatch } from "../batch/run-batch.ts";
import { showBatchProgress } from "../batch/show-batch-progress.ts";
import { knownTemplates } from "../known-templates.ts";
import { parseDatasets } from "../inputs/parse-datasets.ts";
import { splitForms } from "../inputs/split-forms.ts";
import { parsePairs } from "../inputs/parse-pairs.ts";
import { formatProblems } from "../print-problems.ts";
import { readDatasetFile } from "../inputs/read-dataset-file.ts";
import { printLog } from "../server/print-log.ts";
import { filesOf, storeFiles } from "../store-files.ts";

export interface BatchOptions {
  readonly rows: string;
  readonly map: readonly string[];
  readonly name: string;
  readonly out: string;
  readonly tolerate: string;
  readonly output: string;
  readonly renditions?: string;
  readonly param: readonly string[];
  readonly dataset: readonly string[];
  readonly read: readonly string[];
  readonly date?: string;
  readonly themes?: string;
  readonly json?: boolean;
}

/**
 * `broadsheet batch`: makes a report for each row, without a server. Template, files and rows are first stored in a
 * temporary folder, so everything after that works as on a server and gives the same bytes.
 *
 * @throws BroadsheetError for any fault in the input, and if the batch fails
 */
export async function batchToFolder(template: string, options: BatchOptions): Promise<void> {
  const begun = performance.now();
  checkOutFolder(options.out);
  const { name, folder } = await locateTemplate(template);
  const inputs = parseInputs(options);
  const dataDirectory = await mkdtemp(join(tmpdir(), "broadsheet-batch-"));
  const progress = showBatchProgress(process.stderr, () => performance.now());
  try {
    const store = await openStore(dataDirectory);
    const loaded = await loadAndStore(store, name, await openTemplateFolder(folder, options.themes), knownTemplates);
    keepTemplate(store, loaded);
    const { rows, given, readings } = inputs;
    const datasets = await storeFiles(store, loaded, given, readings);
    const count = rows.file === undefined ? undefined : await storeRows(store, rows.file, rows.reading);
    const body = {
      template: name,
      parameters: coerceParameters(loaded, parsePairs(options.param, "--param", "key=value")),
      datasets,
      ...(options.date !== undefined && { date: options.date }),
      rows: rows.file === undefined ? { query: rows.query } : { dataset: "rows" },
      map: parsePairs(options.map, "--map", "parameter=column"),
      name: options.name,
      tolerate: /^\d{1,9}$/.test(options.tolerate) ? Number(options.tolerate) : options.tolerate,
      output: options.output,
      ...(options.renditions !== undefined && { renditions: splitForms(options.renditions) }),
    };
    const accepted = await acceptBatch(body, { ...createWorld(store), outputs });
    const items = await openItemFolder(options.out, store, { items: accepted.output === "files" });
    const log = printLog(process.stderr);
    const world = {
      store,
      clock: systemClock,
      logger: { ...log, info: () => {} },
      engine: createWorld(store).engine,
      newToken: () => crypto.randomUUID(),
      run: "command",
    };
    const batch = await runBatch({
      accepted,
      world,
      folder: items,
      dataDirectory,
      rows: count,
      progress: ({ rows: planned, counts }) => progress.show(items.made + counts.failed, planned),
    }).finally(() => progress.done());
    await hand(batch, items, store);
    if (batch.rows !== undefined) await items.write(manifestName, (await readManifest(batch, world)).body);
    if (batch.failure !== undefined)
      throw nameFiles(
        new BroadsheetError(batch.failure.kind, batch.failure.problems.map(onCommandLine)),
        filesOf(loaded, given),
      );
    tell(batch, options, Math.round(performance.now() - begun));
  } catch (error) {
    throw error instanceof BroadsheetError ? nameRows(error, inputs.rows.file) : error;
  } finally {
    progress.done();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

/** The rows of a file are stored as a dataset, of whose name its user knows nothing. */
function nameRows(error: BroadsheetError, file: string | undefined): BroadsheetError {
  if (file === undefined) return error;
  return new BroadsheetError(
    error.kind,
    error.problems.map((problem) => ({ ...problem, message: problem.message.replaceAll('the dataset "rows"', file) })),
    { cause: error },
  );
}

interface Inputs {
  readonly rows:
    | { readonly file: string; readonly reading: DatasetReading | undefined }
    | { readonly file?: undefined; readonly query: string };
  readonly given: Readonly<Record<string, string>>;
  readonly readings: Readonly<Record<string, DatasetReading>>;
}

/** Rows are read as a dataset is that has the alias `rows`. */
function parseInputs({ rows, dataset, read }: BatchOptions): Inputs {
  if (!existsSync(rows) && /^\s*(?:select|with|from)\s/i.test(rows)) {
    const { datasets, readings } = parseDatasets({ dataset, read });
    return { rows: { query: rows }, given: datasets, readings };
  }
  const { datasets, readings } = parseDatasets({ dataset: [...dataset, `rows=${rows}`], read });
  const { rows: file, ...given } = datasets;
  const { rows: reading, ...others } = readings;
  return { rows: { file: file!, reading }, given, readings: others };
}

/** @returns number of rows */
async function storeRows(store: ObjectStore, file: string, reading: DatasetReading | undefined): Promise<number> {
  const scratch = await openScratchFolder();
  try {
    const body = await readDatasetFile("rows", file);
    return (
      await storeDataset(
        store,
        "rows",
        { body, format: datasetFormat(file, "rows"), ...(reading && { reading }) },
        scratch,
        datasetLimits,
      )
    ).rows;
  } catch (error) {
    throw error instanceof BroadsheetError ? nameFile(error, file, "/rows") : error;
  } finally {
    await scratch.dispose();
  }
}

/** Copies an archive or volumes out of the store. */
async function hand({ totals }: PresentBatch, folder: ItemFolder, store: ObjectStore): Promise<void> {
  for (const { key, name } of totals?.output?.files ?? []) {
    const object = await store.getStream(key);
    if (object === undefined) throw new Error(`${name} is missing from the temporary store`);
    await folder.write(name, object.body);
  }
}

/** The command line has no retry: the same command makes all rows again. */
function onCommandLine<P extends { readonly hint?: string | undefined }>(problem: P): P {
  return problem.hint?.includes("POST /batches") === true
    ? { ...problem, hint: "Correct the rows, or tolerate more with --tolerate." }
    : problem;
}

function tell(batch: PresentBatch, { out, json }: BatchOptions, wallMs: number): void {
  const { id, state, rows = 0, counts, totals, failures } = batch;
  const files = totals?.output?.files.map(({ name, bytes }) => ({ name, bytes }));
  for (const { problems } of failures)
    process.stderr.write(`${formatProblems("warning", problems.slice(0, 1).map(onCommandLine))}\n`);
  if (counts.failed > failures.length)
    process.stderr.write(
      `warning: ${counts.failed - failures.length} more rows failed; ${manifestName} has all of them\n`,
    );
  const incomplete = totals?.incomplete?.items ?? 0;
  if (incomplete > 0)
    process.stderr.write(
      `warning: ${countWords(incomplete, "report")} could not be made in every form; ${manifestName} says why\n`,
    );
  if (json === true) {
    process.stdout.write(
      `${JSON.stringify({ id, state, rows, ready: counts.ready, failed: counts.failed, pages: totals?.pages, bytes: totals?.bytes, ...(incomplete > 0 && { incomplete }), out, manifest: join(out, manifestName), ...(files && { files }), failures, timings: { wall: wallMs } }, null, 2)}\n`,
    );
    return;
  }
  const failed = counts.failed === 0 ? "" : `, ${countWords(counts.failed, "row")} failed`;
  process.stderr.write(
    `${out}: ${countWords(counts.ready, "report")}${failed}, ${countWords(totals?.pages ?? 0, "page")}, ${(wallMs / 1000).toFixed(1)} s\n`,
  );
}

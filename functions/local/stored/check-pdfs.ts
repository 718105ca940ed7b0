import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { openBatchDoor } from "../../core/service/batch/door/open-batch.ts";
import { isBad, isMade, type ReadyItem } from "../../core/service/batch/batch.ts";
import { itemFormKey, itemKey, removedPrefix, rowsKey } from "../../core/service/batch/records/batch-keys.ts";
import type { BatchReady, PageReady } from "../../core/service/batch/records/batch-kinds.ts";
import type { PageRows } from "../../core/service/batch/records/page-rows.ts";
import { readBatchClaim } from "../../core/service/batch/records/read-batch.ts";
import { readJson } from "../../core/service/batch/records/stored-json.ts";
import { corruptObject, lostObject } from "../../core/errors.ts";
import { listAll } from "../../core/paging/list-all.ts";
import type { Claim } from "../../core/service/lifecycle/records/records.ts";
import { readPdf } from "../../core/service/lifecycle/records/read-pdf.ts";
import { restoreReport } from "../../core/service/lifecycle/request/restore-report.ts";
import type { ObjectStore } from "../../core/ports.ts";
import type { EditionInputs } from "../../core/service/publication/edition/edition.ts";
import type { AcceptedRequest } from "../../core/report/request/report-request.ts";
import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import type { Finding, RepairWorld } from "./finding.ts";
import { kindOfObject } from "./kind-of-object.ts";
import { putBack } from "./put-back.ts";
import { faultOf } from "./read-fault.ts";

/** What the outcome of a report or edition says of its PDF. */
interface Outcome {
  readonly state: string;
  readonly sha256?: unknown;
  readonly engine?: string;
}

/** Compares the PDF of a report that is ready with its outcome. @param key of the outcome */
export async function checkReport(store: ObjectStore, key: string): Promise<readonly Finding[]> {
  const [, id = "", generation = ""] = key.split("/");
  return checkPdfOf(store, key, {
    words: "render it again from its inputs, under the name of its engine",
    run: (world) => restore(id, Number(generation), world),
  });
}

async function restore(id: string, generation: number, world: RepairWorld): Promise<string | undefined> {
  for (;;) {
    const restoring = await restoreReport(id, generation, world);
    if (restoring.state === "restored") return "rendered again, with the same bytes";
    if (restoring.state === "anew")
      return `claimed again as generation ${restoring.generation}, since this engine makes other bytes`;
    if (restoring.state === "absent") return undefined;
    await delay(Math.min(60_000, Math.max(0, restoring.until - world.clock.now())));
  }
}

/** Compares the PDF of an edition that is ready with its outcome. @param key of the outcome */
export async function checkEdition(store: ObjectStore, key: string): Promise<readonly Finding[]> {
  const claim = await readJson<Claim<EditionInputs>>(store, key.replace(/outcome\.json$/, "request.json"));
  const { request, batch } = claim?.accepted ?? {};
  // The outcome of a batch's edition has the hash of its manifest.
  if (batch !== undefined) return [];
  const outcome = await readJson<Outcome>(store, key);
  const hash = String(outcome?.sha256);
  const pdf = pdfBeside(key);
  return checkPdfOf(
    store,
    key,
    request && {
      words: "render it again from its inputs, under the name of its engine",
      run: (world) => renderAgain(world, pdf, hash, request, [outcome?.engine]),
    },
  );
}

async function checkPdfOf(store: ObjectStore, key: string, repair: Finding["repair"]): Promise<readonly Finding[]> {
  const outcome = await readJson<Outcome>(store, key);
  if (outcome?.state !== "ready" || typeof outcome.sha256 !== "string") return [];
  const pdf = pdfBeside(key);
  const fault = await faultOf(() => readPdf(store, pdf, outcome.sha256 as string));
  return fault === undefined ? [] : [{ key: pdf, kind: kindOfObject(pdf), ...fault, ...(repair && { repair }) }];
}

function pdfBeside(key: string): string {
  return key.replace(/outcome\.json$/, "report.pdf");
}

/** Compares the PDFs and other forms of a batch's page with its results. @param key of the page's outcome */
export async function checkBatchPage(store: ObjectStore, key: string): Promise<readonly Finding[]> {
  const [, id = "", generation = "", , page = ""] = key.split("/");
  const place = { id, generation: Number(generation), page: Number(page) };
  const outcome = await readJson<PageReady>(store, key);
  const findings: Finding[] = [];
  for (const item of outcome?.state === "ready" ? outcome.items : []) {
    if (
      item.state !== "ready" ||
      (await store.head(`${removedPrefix(id, place.generation)}${item.name}`)) !== undefined
    )
      continue;
    const pdf = itemKey(id, item.in ?? place.generation, item.name);
    const fault = await faultOf(() => readPdf(store, pdf, item.sha256));
    if (fault !== undefined)
      findings.push({
        key: pdf,
        kind: kindOfObject(pdf),
        ...fault,
        repair: {
          words: "render it again from its row, under the name of its engine",
          run: (world) => renderItem(world, pdf, item, place),
        },
      });
    findings.push(...(await checkForms(store, id, item)));
  }
  return findings;
}

/** Compares the other forms of an item with its results. */
async function checkForms(store: ObjectStore, id: string, { name, renditions = [] }: ReadyItem): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const made of renditions.filter(isMade)) {
    const file = itemFormKey(id, made.in, name, made.form);
    const fault = await faultOf(() => readPdf(store, file, made.sha256));
    if (fault !== undefined) findings.push({ key: file, kind: kindOfObject(file), ...fault });
  }
  return findings;
}

/** Compares the files of a batch's output with its outcome. @param key of the batch's outcome */
export async function checkBatchOutput(store: ObjectStore, key: string): Promise<readonly Finding[]> {
  const outcome = await readJson<Partial<BatchReady>>(store, key);
  const findings: Finding[] = [];
  for (const { key: file, sha256 } of outcome?.output?.files ?? []) {
    const fault = await faultOf(async () => {
      const found = await store.getStream(file);
      if (found === undefined) throw lostObject(file, "The file");
      const digest = createHash("sha256");
      for await (const piece of found.body) digest.update(piece);
      if (sha256 !== undefined && digest.digest("hex") !== sha256)
        throw corruptObject(file, "its content has another hash than its outcome records");
    });
    if (fault !== undefined) findings.push({ key: file, kind: kindOfObject(file), ...fault });
  }
  return findings;
}

async function renderItem(
  world: RepairWorld,
  pdf: string,
  item: ReadyItem,
  { id, generation, page }: { readonly id: string; readonly generation: number; readonly page: number },
): Promise<string | undefined> {
  const { store } = world;
  const from = item.in ?? generation;
  const [claim, content] = await Promise.all([
    readBatchClaim(id, from, world),
    readJson<PageRows>(store, rowsKey(id, from, page)),
  ]);
  const row = content?.rows.find((one) => one.row === item.row);
  if (claim === undefined || row === undefined || isBad(row)) return undefined;
  const accept = await openBatchDoor({ store, openScratch: () => openScratchFolder() }).openBatch(claim.accepted);
  return renderAgain(world, pdf, item.sha256, accept(row), await enginesOf(store, key(id, from, page)));
}

function key(id: string, generation: number, page: number): string {
  return rowsKey(id, generation, page).replace(/rows\.json$/, "attempts/");
}

/** The engines that attempted a page: an item's own is one of them. */
async function enginesOf(store: ObjectStore, prefix: string): Promise<readonly (string | undefined)[]> {
  const engines = new Set<string | undefined>();
  for await (const { key: attempt } of listAll(store, prefix))
    engines.add((await readJson<{ readonly engine?: string }>(store, attempt))?.engine);
  return [...engines];
}

/** Renders under each name until the bytes have the recorded hash, and puts them back. */
async function renderAgain(
  world: RepairWorld,
  pdf: string,
  hash: string,
  accepted: AcceptedRequest,
  engines: readonly (string | undefined)[],
): Promise<string | undefined> {
  for (const engine of engines) {
    const made = await world.render(accepted, () => {}, engine);
    if (made.sha256 === hash)
      return (await putBack(world.store, pdf, made.pdf, "application/pdf"))
        ? "rendered again, with the same bytes"
        : undefined;
  }
  return undefined;
}

import { BroadsheetError, isCorrupt, type Problem } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import { mediaTypes, type RenditionForm } from "../../../rendition-form.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import { HandedBack } from "../../lifecycle/attempt/handed-back.ts";
import { rewriteAttempt } from "../../lifecycle/attempt/rewrite-attempt.ts";
import { persist } from "../../lifecycle/persist.ts";
import { isBad, isMade, type ItemRendition, lostCode, type ReadyItem, type SoundRow } from "../batch.ts";
import type { BatchWorld } from "../batch-world.ts";
import { itemFormKey, removedPrefix } from "../records/batch-keys.ts";
import { pageOf } from "../records/batch-kinds.ts";
import { isDeadly, stopsPage } from "./faults-of-rows.ts";
import type { PageResults, PageWork } from "./page-results.ts";

/**
 * Makes the other forms of a page's ready reports that the batch asks for, and stores each file beside its PDF. All
 * PDFs are stored before: a form that cannot be made is noted with its item, whose letter stays. One that was under way
 * at as many deaths as fail a row is not tried again.
 *
 * @param acceptRow accepts a row as `POST /reports` would
 * @throws HandedBack when the attempt's time is over, with what was made stored as parts; BroadsheetError `unavailable`
 *   if the store fails or the server stops
 */
export async function makeForms(
  work: PageWork,
  acceptRow: (row: SoundRow) => AcceptedRequest,
  results: PageResults,
  world: BatchWorld,
): Promise<void> {
  const wanting = results.inOrder().filter((item) => item.state === "ready" && wants(item, work));
  if (wanting.length === 0) return;
  // From here on no death may cost a letter.
  await results.storePart();
  const rows = new Map(work.rows.map((row) => [row.row, row]));
  const over = (): boolean =>
    world.signal?.aborted === true || world.clock.now() - work.attempt.started >= (world.pageMs ?? 120_000);
  // An attempt that has made no row makes the forms of one item all the same, see `RowQueue`.
  let made = results.grown;
  for (const item of wanting as ReadyItem[]) {
    if (world.signal?.aborted === true || (made && over())) {
      await results.storePart();
      throw new HandedBack("the page takes longer than one attempt may take");
    }
    const row = rows.get(item.row);
    if (row === undefined || isBad(row)) throw new TypeError(`row ${item.row} of the page has a report and no values`);
    await noteRow(work, item.row, world);
    results.complete({ ...item, renditions: await formsOf(item, acceptRow(row), work, world) });
    made = true;
    if (results.partIsDue) await results.storePart();
  }
}

function wants({ renditions }: ReadyItem, { batch, unfinished }: PageWork): boolean {
  if (batch.renditions === undefined) return false;
  return renditions === undefined || unfinished.some((item) => item.renditions === renditions);
}

/** Records which row is under way: before each in an attempt after one that died, now and then in the first. */
async function noteRow({ id, generation, page, attempt, note }: PageWork, row: number, world: BatchWorld) {
  if (attempt.attempt === 1) return note({ row });
  const progress = { row, exact: true, at: world.clock.now() };
  await persist(world, attempt.until, () => rewriteAttempt(pageOf(id, generation, page), attempt, { progress }, world));
}

/** Makes the forms that an item lacks, in the order of the batch's. */
async function formsOf(
  item: ReadyItem,
  accepted: AcceptedRequest,
  work: PageWork,
  world: BatchWorld,
): Promise<readonly ItemRendition[]> {
  const { id, generation, batch, attempt, earlier } = work;
  const made: ItemRendition[] = [];
  for (const form of batch.renditions ?? []) {
    const before = item.renditions?.find((each) => each.form === form);
    if (before !== undefined && (isMade(before) || before.final)) made.push(before);
    else if (isDeadly(earlier.deaths.get(item.row))) made.push(failed(form, false, deadly(item)));
    else made.push(await formOf(item, form, accepted, work, world));
  }
  // Who deletes an item while its files are made may come before them.
  const removed = `${removedPrefix(id, generation)}${item.name}`;
  if ((await persist(world, attempt.until, () => world.store.head(removed))) !== undefined)
    for (const form of batch.renditions ?? [])
      await persist(world, attempt.until, () => world.store.delete(itemFormKey(id, generation, item.name, form)));
  return made;
}

async function formOf(
  item: ReadyItem,
  form: RenditionForm,
  accepted: AcceptedRequest,
  { id, generation, attempt }: PageWork,
  world: BatchWorld,
): Promise<ItemRendition> {
  const printed = { engine: item.engine, sha256: item.sha256 };
  // Its process died, or ran out of memory: it tries once more.
  for (let last = false; ; last = true) {
    try {
      const file = await world.makeRendition({ form, accepted, printed });
      await persist(world, attempt.until, () =>
        world.store.put(itemFormKey(id, generation, item.name, form), file, mediaTypes[form]),
      );
      return { form, bytes: file.byteLength, sha256: sha256(file), in: generation };
    } catch (error) {
      if (error instanceof BroadsheetError && !error.transient) return failed(form, !isCorrupt(error), error);
      if (stopsPage(error, world)) throw error;
      if (!last) continue;
      if (error instanceof BroadsheetError) return failed(form, false, error);
      world.logger.error("a rendition in a batch met an unexpected error", {
        batch: id,
        row: item.row,
        form,
        stack: error instanceof Error ? error.stack : String(error),
      });
      return failed(form, false, broken(item));
    }
  }
}

function failed(form: RenditionForm, final: boolean, { kind, problems }: BroadsheetError): ItemRendition {
  return { form, final, kind, problems: problems.map(hintForBatch) };
}

/** What helps against another engine's PDF: a batch keeps its PDFs, so that the hint of a single report misleads. */
function hintForBatch(problem: Problem): Problem {
  if (problem.code !== "rendition-differs") return problem;
  return {
    ...problem,
    hint: "a batch keeps its PDFs: DELETE /batches/{id} and request it again, or have this report alone made by POST /reports",
  };
}

function deadly({ row }: ReadyItem): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: lostCode,
    message: `other forms of row ${row} were being made each time a process of this page died`,
    hint: "the PDF is not concerned; POST /batches/{id}/retry tries them again",
  });
}

function broken({ row }: ReadyItem): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "render-broke",
    message: `another form of row ${row} met an unexpected error; the log has the details`,
  });
}

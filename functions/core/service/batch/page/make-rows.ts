import { BroadsheetError, isCorrupt } from "../../../errors.ts";
import { HandedBack } from "../../lifecycle/attempt/handed-back.ts";
import { rewriteAttempt } from "../../lifecycle/attempt/rewrite-attempt.ts";
import { persist } from "../../lifecycle/persist.ts";
import type { Report } from "../../../report/publish/report.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import {
  type BatchRow,
  type FailedItem,
  isBad,
  type ItemResult,
  lostCode,
  type ReadyItem,
  type SoundRow,
} from "../batch.ts";
import type { BatchWorld } from "../batch-world.ts";
import type { RenderedRow, RenderRows } from "../render-rows.ts";
import { writeAhead, type WritesAhead } from "../write-ahead.ts";
import { itemKey } from "../records/batch-keys.ts";
import { pageOf } from "../records/batch-kinds.ts";
import { packKey } from "../pack/pack-keys.ts";
import { largestPacked, PackWriter } from "../pack/pack-writer.ts";
import { isDeadly, stopsPage } from "./faults-of-rows.ts";
import { makeForms } from "./make-forms.ts";
import { PageResults, type PageWork } from "./page-results.ts";

/** PDFs that may be on their way to the store while the next rows are rendered. */
const storesAhead = 8;
/** Packs, which are as large as a hundred of them. */
const packsAhead = 2;

interface Sent {
  readonly row: SoundRow;
  readonly accepted: AcceptedRequest;
}

/**
 * Makes the reports of a page's rows, and stores each PDF, then their other forms.
 *
 * @returns the results, in the order of the rows
 * @throws HandedBack when its time is over, with what was made stored as parts; BroadsheetError `unavailable` if the
 *   store fails or the server stops
 */
export async function makeRows(work: PageWork, world: BatchWorld): Promise<readonly ItemResult[]> {
  const waiting = new RowQueue(work, world);
  const results = new PageResults(work, world);
  const acceptRow = await world.door.openBatch(work.batch);
  accept(work, acceptRow, waiting, results);
  await new RowMaker(work, world, waiting, results).make();
  if (!results.failsBatch)
    await makeForms(work, acceptRow, results, world).catch(async (error: unknown) => {
      // What is stored need not be made again.
      await results.storePart().catch(() => {});
      throw error;
    });
  return results.inOrder();
}

/** Sorts the rows without a result: those that can be rendered wait; the others fail without being rendered. */
function accept(
  { rows, earlier }: PageWork,
  acceptRow: (row: SoundRow) => AcceptedRequest,
  waiting: RowQueue,
  results: PageResults,
): void {
  for (const row of rows) {
    if (results.has(row.row)) continue;
    if (isBad(row)) results.keep(failed(row, true, new BroadsheetError(row.kind, row.problems)));
    else if (isDeadly(earlier.deaths.get(row.row))) results.keep(failed(row, false, deadly(row)));
    else {
      try {
        waiting.add({ row, accepted: acceptRow(row) });
      } catch (error) {
        if (!(error instanceof BroadsheetError) || error.transient) throw error;
        results.keep(failed(row, true, error));
      }
    }
  }
}

/** The rows that wait to be rendered, and the time that this attempt has for them. */
class RowQueue {
  readonly #rows: Sent[] = [];
  readonly #over: () => boolean;
  #taken = 0;

  constructor({ attempt }: PageWork, { clock, signal, pageMs = 120_000 }: BatchWorld) {
    // Reading what an attempt needs takes part of its time. It makes a row all the same, or a slow store would hand the
    // page on for ever.
    this.#over = () => signal?.aborted === true || (this.#taken > 0 && clock.now() - attempt.started >= pageMs);
  }

  add(row: Sent): void {
    this.#rows.push(row);
  }

  get rows(): readonly Sent[] {
    return this.#rows;
  }

  /** The next row, unless the server stops or the attempt's time is over. */
  take(): Sent | undefined {
    if (this.#rows.length === 0 || this.#over()) return undefined;
    this.#taken += 1;
    return this.#rows.shift();
  }
}

/** Renders the rows that wait. In a first attempt many are under way; later each is made alone. */
class RowMaker {
  readonly #work: PageWork;
  readonly #world: BatchWorld;
  readonly #waiting: RowQueue;
  readonly #results: PageResults;
  readonly #storing: WritesAhead;
  readonly #pack: PackWriter | undefined;

  constructor(work: PageWork, world: BatchWorld, waiting: RowQueue, results: PageResults) {
    this.#pack = work.packs ? new PackWriter() : undefined;
    this.#storing = writeAhead(work.packs ? packsAhead : storesAhead);
    this.#work = work;
    this.#world = world;
    this.#waiting = waiting;
    this.#results = results;
  }

  /** Gives each row a result. @throws as `makeRows` */
  async make(): Promise<void> {
    try {
      await (this.#work.attempt.attempt > 1 ? this.#makeOneByOne() : this.#makeTogether());
      await this.#storeAll();
    } catch (error) {
      // What is stored need not be made again.
      await this.#storePack().catch(() => {});
      await this.#storing.end();
      await this.#results.storePart().catch(() => {});
      throw error;
    }
    const left = this.#waiting.rows;
    if (left.length > 0 && !this.#results.failsBatch) {
      await this.#results.storePart();
      throw new HandedBack("the page takes longer than one attempt may take");
    }
    for (const { row } of left) this.#results.keep({ state: "stopped", row: row.row, name: row.name });
  }

  #next(): Sent | undefined {
    return this.#results.failsBatch ? undefined : this.#waiting.take();
  }

  async #makeTogether(): Promise<void> {
    const sent: Sent[] = [];
    const requests = function* (next: () => Sent | undefined): Generator<AcceptedRequest> {
      for (let one = next(); one !== undefined; one = next()) {
        sent.push(one);
        yield one.accepted;
      }
    };
    const coming = this.#waiting.rows.map(({ accepted }) => accepted);
    for await (const rendered of this.#world.renderRows(
      requests(() => this.#next()),
      coming,
    )) {
      const one = sent.shift()!;
      this.#work.note({ row: one.row.row });
      await this.#settle(one, rendered, true, this.#world.renderRows);
      await this.#afterRow();
    }
    if (sent.length > 0) throw new Error(`the renderer gave no result for row ${sent[0]!.row.row}`);
  }

  async #makeOneByOne(): Promise<void> {
    const { earlier } = this.#work;
    for (let one = this.#next(); one !== undefined; one = this.#next()) {
      const row = one;
      const make = (renderRows: RenderRows): Promise<void> => this.#makeAlone(row, renderRows);
      // Were others under way beside a row that ends the server, they would be suspected as well.
      if (earlier.deaths.has(row.row.row) && this.#world.alone !== undefined) await this.#world.alone(make);
      else await make(this.#world.renderRows);
      await this.#afterRow();
    }
  }

  async #makeAlone(one: Sent, renderRows: RenderRows): Promise<void> {
    const { id, generation, page, attempt } = this.#work;
    const progress = { row: one.row.row, exact: true, at: this.#world.clock.now() };
    await persist(this.#world, attempt.until, () =>
      rewriteAttempt(pageOf(id, generation, page), attempt, { progress }, this.#world),
    );
    for await (const rendered of renderRows([one.accepted])) await this.#settle(one, rendered, true, renderRows);
    // The row is under way until its PDF is stored.
    await this.#storing.settle();
  }

  /** Keeps the result of a row. @param again whether it may try once more */
  async #settle(one: Sent, rendered: RenderedRow, again: boolean, renderRows: RenderRows): Promise<void> {
    if ("report" in rendered) return this.#store(one, rendered.report);
    const { error } = rendered;
    const { row } = one;
    if (error instanceof BroadsheetError && !error.transient)
      return this.#results.keep(failed(row, !isCorrupt(error), error));
    if (stopsPage(error, this.#world)) throw error;
    // Its process died, or ran out of memory: the row tries once more, alone.
    if (again)
      for await (const second of renderRows([one.accepted])) return this.#settle(one, second, false, renderRows);
    if (!(error instanceof BroadsheetError))
      this.#world.logger.error("a row of a batch met an unexpected error", {
        batch: this.#work.id,
        row: row.row,
        stack: error instanceof Error ? error.stack : String(error),
      });
    this.#results.keep(failed(row, false, error instanceof BroadsheetError ? error : broken(row)));
  }

  async #store({ row }: Sent, report: Report): Promise<void> {
    const { id, generation, batch, attempt } = this.#work;
    const item = { ...ready(row, report), ...(batch.renditions && { engine: this.#world.engine }) };
    if (this.#pack !== undefined && report.pdf.byteLength <= largestPacked) {
      this.#pack.add(item, report.pdf);
      return this.#pack.isFull ? this.#storePack() : undefined;
    }
    return this.#storing.begin(async () => {
      await persist(this.#world, attempt.until, () =>
        this.#world.store.put(itemKey(id, generation, row.name), report.pdf, "application/pdf"),
      );
      this.#results.keep(item);
    });
  }

  /** Begins to store the PDFs that wait for a pack. Their results count once it is there. */
  async #storePack(): Promise<void> {
    const { id, generation, page, attempt } = this.#work;
    const pack = this.#pack?.take();
    if (pack === undefined) return;
    const key = packKey(id, generation, page, pack.name);
    await this.#storing.begin(async () => {
      await persist(this.#world, attempt.until, () =>
        this.#world.store.put(key, pack.body, "application/octet-stream"),
      );
      for (const item of pack.items) this.#results.keep(item);
    });
  }

  async #storeAll(): Promise<void> {
    await this.#storePack();
    await this.#storing.settle();
  }

  async #afterRow(): Promise<void> {
    if (!this.#results.partIsDue) return;
    await this.#storeAll();
    await this.#results.storePart();
  }
}

function ready(
  { row, name, parameters, cells }: SoundRow,
  { id, title, pages, bytes, sha256, warnings }: Report,
): ReadyItem {
  return {
    state: "ready",
    row,
    name,
    id,
    title,
    pages,
    bytes,
    sha256,
    warnings,
    ...(cells && { letter: { cells, parameters } }),
  };
}

function failed({ row, name }: BatchRow, final: boolean, { kind, problems }: BroadsheetError): FailedItem {
  return {
    state: "failed",
    row,
    ...(name !== undefined && { name }),
    final,
    kind,
    problems: problems.map((problem) => ({ ...problem, where: { ...problem.where, row } })),
  };
}

function deadly({ row }: BatchRow): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: lostCode,
    message: `row ${row} was being rendered each time a process of this page died`,
    hint: "Request the same report alone to see why; POST /batches/{id}/retry tries it again.",
  });
}

function broken({ row }: BatchRow): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "render-broke",
    message: `the render of row ${row} met an unexpected error; the log has the details`,
  });
}

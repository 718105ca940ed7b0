import { BroadsheetError, isCorrupt } from "../../../errors.ts";
import { HandedBack } from "../../lifecycle/attempt/handed-back.ts";
import { isOutage } from "../../lifecycle/attempt/end-attempt.ts";
import { rewriteAttempt } from "../../lifecycle/attempt/rewrite-attempt.ts";
import { persist } from "../../lifecycle/persist.ts";
import type { Attempt } from "../../lifecycle/records/records.ts";
import type { Report } from "../../../report/publish/report.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import {
  type AcceptedBatch,
  type BatchRow,
  countsAsFailed,
  type FailedItem,
  isBad,
  type ItemResult,
  lostCode,
  type SoundRow,
} from "../batch.ts";
import type { BatchWorld } from "../batch-world.ts";
import type { RenderedRow, RenderRows } from "../render-rows.ts";
import { writeAhead } from "../write-ahead.ts";
import { itemKey, partKey } from "../records/batch-keys.ts";
import { pageOf, type PageShapes } from "../records/batch-kinds.ts";
import { encodeJson } from "../records/stored-json.ts";
import type { Deaths, Earlier } from "./read-earlier.ts";

/** PDFs that may be on their way to the store while the next rows are rendered. */
const storesAhead = 8;

/** Time between two stored parts of a page, ms: of its first attempt, and of a later one, which so splits it. */
const partMs = { first: 20_000, later: 4_000 } as const;

/**
 * Deaths at which a row fails alone: of its worker, and of the whole server. That one may have been killed ten times
 * for other reasons is unlikely, since after the first time the row is tried while no other is under way.
 */
const mostDeaths = { own: 2, withServer: 10 } as const;

export interface PageWork {
  readonly id: string;
  readonly generation: number;
  readonly page: number;
  readonly batch: AcceptedBatch;
  readonly rows: readonly BatchRow[];
  readonly earlier: Earlier;
  readonly attempt: Attempt<PageShapes["progress"]>;
  note(progress: PageShapes["progress"]): void;
  /** Failed rows above which the batch fails, and the rest of the page need not be made. */
  readonly most: number;
}

type Sent = { readonly row: SoundRow; readonly accepted: AcceptedRequest };

/**
 * Makes the reports of a page's rows, and stores each PDF.
 *
 * @returns the results, in the order of the rows
 * @throws HandedBack when its time is over, with what was made stored as parts; BroadsheetError `unavailable` if the
 *   store fails or the server stops
 */
export async function makeRows(work: PageWork, world: BatchWorld): Promise<readonly ItemResult[]> {
  const { id, generation, page, batch, earlier, attempt } = work;
  const subject = pageOf(id, generation, page);
  const { pageMs = 120_000 } = world;
  const exact = attempt.attempt > 1;
  const results = new Map(earlier.results);
  const accept = await world.door.openBatch(batch);
  let failures = [...results.values()].filter(countsAsFailed).length;
  const keep = (result: ItemResult): void => {
    if (countsAsFailed(result)) failures += 1;
    results.set(result.row, result);
  };

  // Bad rows, and rows that ended two processes, fail without being rendered.
  const sent: Sent[] = [];
  const waiting: Sent[] = [];
  for (const row of work.rows) {
    if (results.has(row.row)) continue;
    if (isBad(row)) keep(failed(row, true, new BroadsheetError(row.kind, row.problems)));
    else if (isDeadly(earlier.deaths.get(row.row))) keep(failed(row, false, deadly(row)));
    else {
      try {
        waiting.push({ row, accepted: accept(row) });
      } catch (error) {
        if (!(error instanceof BroadsheetError) || error.transient) throw error;
        keep(failed(row, true, error));
      }
    }
  }

  const storing = writeAhead(storesAhead);
  const store = ({ row }: Sent, report: Report): Promise<void> =>
    storing.begin(async () => {
      await persist(world, attempt.until, () =>
        world.store.put(itemKey(id, generation, row.name), report.pdf, "application/pdf"),
      );
      keep(ready(row, report));
    });

  /** Results that no part holds yet. */
  const parted = new Set(earlier.results.keys());
  let partBegun = attempt.started;
  const storePart = async (): Promise<void> => {
    const items = [...results.values()].filter(({ row }) => !parted.has(row)).sort((a, b) => a.row - b.row);
    partBegun = world.clock.now();
    if (items.length === 0) return;
    await persist(world, attempt.until, () =>
      world.store.put(partKey(id, generation, page, items[0]!.row), encodeJson(items), "application/json"),
    );
    for (const { row } of items) parted.add(row);
  };

  const settle = async (
    one: Sent,
    rendered: RenderedRow,
    again: boolean,
    renderRows = world.renderRows,
  ): Promise<void> => {
    if ("report" in rendered) return store(one, rendered.report);
    const { error } = rendered;
    if (error instanceof BroadsheetError && !error.transient) return keep(failed(one.row, !isCorrupt(error), error));
    if (world.signal?.aborted === true || isStopping(error) || (error instanceof BroadsheetError && isOutage(error)))
      throw error;
    // Its process died, or ran out of memory: the row tries once more, alone.
    if (again) for await (const second of renderRows([one.accepted])) return settle(one, second, false);
    if (!(error instanceof BroadsheetError))
      world.logger.error("a row of a batch met an unexpected error", {
        batch: id,
        row: one.row.row,
        stack: error instanceof Error ? error.stack : String(error),
      });
    return keep(failed(one.row, false, error instanceof BroadsheetError ? error : broken(one.row)));
  };

  // Reading what an attempt needs takes part of its time. It makes a row all the same, or a slow store would hand the
  // page on for ever.
  let taken = 0;
  const take = (): Sent => {
    taken += 1;
    return waiting.shift()!;
  };
  const isOver = (): boolean =>
    world.signal?.aborted === true ||
    failures > work.most ||
    (taken > 0 && world.clock.now() - attempt.started >= pageMs);
  const afterRow = async (): Promise<void> => {
    if (world.clock.now() - partBegun < (exact ? partMs.later : partMs.first)) return;
    await storing.settle();
    await storePart();
  };

  try {
    if (exact) {
      while (waiting.length > 0 && !isOver()) {
        const one = take();
        const make = async (renderRows: RenderRows): Promise<void> => {
          const progress = { row: one.row.row, exact: true, at: world.clock.now() };
          await persist(world, attempt.until, () => rewriteAttempt(subject, attempt, { progress }, world));
          for await (const rendered of renderRows([one.accepted])) await settle(one, rendered, true, renderRows);
          // The row is under way until its PDF is stored.
          await storing.settle();
        };
        // Were others under way beside a row that ends the server, they would be suspected as well.
        if (earlier.deaths.has(one.row.row) && world.alone !== undefined) await world.alone(make);
        else await make(world.renderRows);
        await afterRow();
      }
    } else {
      const requests = function* (): Generator<AcceptedRequest> {
        while (waiting.length > 0 && !isOver()) {
          const one = take();
          sent.push(one);
          yield one.accepted;
        }
      };
      for await (const rendered of world.renderRows(requests())) {
        const one = sent.shift()!;
        work.note({ row: one.row.row });
        await settle(one, rendered, true);
        await afterRow();
      }
      if (sent.length > 0) throw new Error(`the renderer gave no result for row ${sent[0]!.row.row}`);
    }
    await storing.settle();
  } catch (error) {
    // What is stored need not be made again.
    await storing.end();
    await storePart().catch(() => {});
    throw error;
  }
  if (waiting.length > 0 && failures > work.most)
    for (const { row } of waiting) keep({ state: "stopped", row: row.row, name: row.name });
  else if (waiting.length > 0) {
    await storePart();
    throw new HandedBack("the page takes longer than one attempt may take");
  }
  return [...results.values()].sort((a, b) => a.row - b.row);
}

function ready(
  { row, name, parameters, cells }: SoundRow,
  { id, title, pages, bytes, sha256, warnings }: Report,
): ItemResult {
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

function isDeadly({ own, withServer }: Deaths = { own: 0, withServer: 0 }): boolean {
  return own >= mostDeaths.own || withServer >= mostDeaths.withServer;
}

function isStopping(error: unknown): boolean {
  return error instanceof BroadsheetError && error.problems.some(({ code }) => code === "server-stopping");
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

import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import type { AcceptedBatch, BatchRow } from "../../../../functions/core/service/batch/batch.ts";
import type { BatchDoor, BatchJob, BatchWorld } from "../../../../functions/core/service/batch/batch-world.ts";
import { endBatch } from "../../../../functions/core/service/batch/end/end-batch.ts";
import { makePage } from "../../../../functions/core/service/batch/page/make-page.ts";
import { planBatch } from "../../../../functions/core/service/batch/plan/plan-batch.ts";
import { renderOneByOne } from "../../../../functions/core/service/batch/render-rows.ts";
import { jobKey } from "../../../../functions/core/service/batch/records/batch-keys.ts";
import type { Render, Rendering } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import type { AcceptedRequest } from "../../../../functions/core/report/request/report-request.ts";
import { type FakeWorld, fakeWorld, makeReport } from "../lifecycle/lifecycle-fakes.ts";

/** A batch of so many rows, in pages of ten. */
export function acceptedBatch(name = "a", change: Partial<AcceptedBatch> = {}): AcceptedBatch {
  return {
    id: sha256(`batch ${name}`),
    template: { name: "t", version: sha256("t") },
    datasets: {},
    parameters: {},
    rows: { query: "SELECT 1" },
    map: { number: "number" },
    name: "item-{{ number }}",
    tolerate: 0,
    output: "files",
    pageRows: 10,
    ...change,
  };
}

/** Rows numbered from 1. */
export function soundRows(count: number): BatchRow[] {
  return Array.from({ length: count }, (_, index) => ({
    row: index + 1,
    name: `item-${index + 1}`,
    parameters: { number: index + 1 },
  }));
}

/** The request that the fake door accepts for a row's parameters. */
export function requestOf(parameters: Readonly<Record<string, unknown>>): AcceptedRequest {
  return {
    id: sha256(JSON.stringify(parameters)),
    template: { name: "t", version: sha256("t") },
    parameters,
    datasets: {},
    date: "2026-01-31",
    language: "en",
  };
}

export interface FakeBatchWorld extends FakeWorld, Omit<BatchWorld, keyof FakeWorld> {
  /** Jobs that were enqueued and not yet run. */
  readonly jobs: BatchJob[];
}

/** What the fake maker of other forms makes of a PDF. */
export function fakeRendition(form: string, pdf: string): Uint8Array {
  return new TextEncoder().encode(`${form} of ${pdf}`);
}

/** A world of fakes with these rows. Jobs are collected and run by `runJobs`. */
export function fakeBatchWorld(
  rows: readonly BatchRow[],
  given: Partial<BatchWorld> & Parameters<typeof fakeWorld>[0] = {},
): FakeBatchWorld {
  const door: BatchDoor = {
    async *readRows() {
      for (let start = 0; start < rows.length; start += 7) yield rows.slice(start, start + 7);
    },
    openBatch: async () => (row) => requestOf(row.parameters),
  };
  const jobs: BatchJob[] = [];
  const world = fakeWorld(given);
  const render: Render = given.render ?? (async (accepted) => makeReport(accepted));
  return {
    door,
    renderRows: renderOneByOne(render),
    makeRendition: async ({ form, printed }) => fakeRendition(form, printed.sha256),
    enqueue: (job) => void jobs.push(job),
    ...given,
    ...world,
    jobs,
  };
}

/** Runs one job, as a worker does. */
export async function runJob(job: BatchJob, world: BatchWorld): Promise<Rendering<unknown>> {
  if (job.page === undefined) return planBatch(job.batch, job.generation, world);
  if (job.page === "end") return endBatch(job.batch, job.generation, world);
  return makePage(job.batch, job.generation, job.page, world);
}

/** Runs jobs until none is left; a held one waits on the fake clock. */
export async function runJobs(world: FakeBatchWorld, most = 10_000): Promise<void> {
  for (let turn = 0; world.jobs.length > 0; turn += 1) {
    if (turn > most) throw new Error(`jobs never end: ${jobKey(world.jobs[0]!)}`);
    const job = world.jobs.shift()!;
    const result = await runJob(job, world);
    if (result.state !== "held") continue;
    world.jobs.push(job);
    if (world.jobs.length === 1) world.clock.time = Math.max(world.clock.time, result.until);
  }
}

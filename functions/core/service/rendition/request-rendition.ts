import type { RenditionForm } from "../../rendition-form.ts";
import type { LifecycleWorld } from "../lifecycle/lifecycle-world.ts";
import { type Generation, readLatest } from "../lifecycle/records/read-generation.ts";
import { type Caller, type FailedOutcome, isGone } from "../lifecycle/records/records.ts";
import { claimNext } from "../lifecycle/request/claim-next.ts";
import type { ReadyReport } from "../lifecycle/status/report-status.ts";
import {
  renditionKind,
  type RenditionJob,
  renditionName,
  type RenditionReady,
  type RenditionShapes,
} from "./rendition-kind.ts";

/** A rendition and how far it has come. */
export type RenditionStatus = { readonly job: RenditionJob } & (
  | { readonly state: "pending" }
  | RenditionReady
  | Pick<FailedOutcome, "state" | "kind" | "problems" | "final" | "finished">
);

/** Time after a failure that may pass before the next request tries again, ms: a client that polls must see it. */
const restMs = 60_000;

/** Age of a claim on which nobody has begun to work, ms: the message of it must be lost. */
const lostMs = 15 * 60_000;

/** Times that it is claimed: what has failed as often would fail again. */
export const mostClaims = 5;

type Report = Pick<ReadyReport, "id" | "generation" | "sha256">;

/**
 * Asks for a rendition of a ready report by the code that makes them here. The first to ask claims it; it is claimed
 * again a minute after a failure that may pass, until it has failed five times, and if nobody has begun it within
 * fifteen minutes.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function requestRendition(
  report: Report,
  form: RenditionForm,
  caller: Caller | undefined,
  world: LifecycleWorld,
): Promise<RenditionStatus> {
  const name = renditionName(form, world.maker ?? world.engine);
  const accepted = { report: report.id, form, pdf: report.sha256 };
  const claimed = await claimNext<RenditionShapes, RenditionStatus>(
    renditionKind(report.id, report.generation),
    name,
    (found) => {
      const present = found && statusOf(report, found);
      return present === undefined || isDue(present, found!, world.clock.now())
        ? { claim: { accepted, caller } }
        : { keep: present };
    },
    world,
  );
  if (!claimed.created) return claimed.status;
  return { job: jobOf(report, name, claimed.subject.generation), state: "pending" };
}

/** Whether what is not ready is to be claimed again. */
function isDue(
  present: RenditionStatus,
  { generation, attempts, claim }: Generation<RenditionShapes>,
  now: number,
): boolean {
  if (present.state === "pending") return attempts === 0 && now - claim!.created > lostMs;
  return present.state === "failed" && !present.final && generation < mostClaims && now - present.finished > restMs;
}

/** Reads how far a rendition has come; `undefined` if it is gone, with its report. */
export async function readRendition(
  { report, generation, rendition }: RenditionJob,
  { store }: Pick<LifecycleWorld, "store">,
): Promise<RenditionStatus | undefined> {
  const found = await readLatest(store, renditionKind(report, generation), rendition);
  return found && statusOf({ id: report, generation }, found);
}

function statusOf(
  report: Pick<Report, "id" | "generation">,
  { id, generation, claim, outcome, corrupt }: Generation<RenditionShapes>,
): RenditionStatus | undefined {
  if (corrupt !== undefined) throw corrupt;
  const job = jobOf(report, id, generation);
  if (outcome !== undefined && !isGone(outcome)) return { job, ...outcome };
  return claim === undefined || outcome !== undefined ? undefined : { job, state: "pending" };
}

function jobOf({ id, generation }: Pick<Report, "id" | "generation">, rendition: string, number: number): RenditionJob {
  return { report: id, generation, rendition, number };
}

import { BroadsheetError } from "../../errors.ts";
import type { Clock, Logger } from "../../ports.ts";
import { fileNames, type RenditionForm, renditionForms } from "../../rendition-form.ts";
import type { Event, EventSubject } from "../event/event.ts";

/** A rendition of what a delivery announces: it is there, is being made, or cannot be made. */
export type SoughtRendition =
  | { readonly state: "ready"; readonly key: string; readonly bytes: number; readonly sha256: string }
  /** A later look may find it. `reason`: what keeps it. */
  | { readonly state: "pending"; readonly reason: string }
  | { readonly state: "failed"; readonly fault: string };

/** What a letter says beside its report: it is known, is being found out, or cannot be. */
export type Sought =
  | { readonly state: "ready" }
  | { readonly state: "pending"; readonly reason: string }
  | { readonly state: "failed"; readonly fault: string };

/** Has it found out what changed in the data of what ended. */
export interface DataChangeSeeker {
  /**
   * May be repeated by any number of callers.
   *
   * @throws BroadsheetError `unavailable`, `damaged`
   */
  seek(subject: EventSubject): Promise<Sought>;
}

/** Has renditions made. */
export interface Renditions {
  /**
   * Has one made of what ended, unless it is there. May be repeated by any number of callers.
   *
   * @throws BroadsheetError `unavailable`, `damaged`
   */
  seek(subject: EventSubject, form: RenditionForm): Promise<SoughtRendition>;
}

/** A rendition that is there. */
export interface BroughtFile {
  readonly form: RenditionForm;
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The renditions that a delivery is to bring, in the order in which they were asked for. */
export interface Brought {
  readonly files: readonly BroughtFile[];
  /** Those that are not there, in words. `final`: a later look would find the same. */
  readonly missing: readonly { readonly fault: string; readonly final: boolean }[];
}

export const broughtNothing: Brought = { files: [], missing: [] };

/** What is not there yet, and the time until the next look, ms. */
export interface Waiting {
  readonly waiting: string;
  readonly pauseMs: number;
}

/** Longest time for which a delivery waits for its renditions, ms: a lost message of one is sent again in the half. */
const longestWaitMs = 30 * 60_000;

/** Pauses between two looks, ms: a rendition takes seconds; what takes longer is looked at less often. */
const [shortestPauseMs, longestPauseMs] = [2000, 60_000];

export interface GatheringWorld {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly renditions?: Renditions | undefined;
  readonly dataChanges?: DataChangeSeeker | undefined;
}

/** What a delivery brings beside the PDF. */
export interface Asked {
  readonly forms: readonly RenditionForm[];
  /** Whether a letter says what changed in the data. */
  readonly dataChanges: boolean;
}

/**
 * Gathers the renditions that a delivery is to bring, before it is begun: nothing has been sent when a process dies
 * here. After half an hour, or once they cannot be made, it goes without them.
 *
 * @param since when the delivery began to wait, milliseconds since the epoch
 * @returns what it waits for instead
 */
export async function gatherRenditions(
  { forms, dataChanges }: Asked,
  since: number,
  { subject }: Pick<Event, "subject">,
  world: GatheringWorld,
): Promise<Brought | Waiting> {
  const sought = await Promise.all(forms.map(async (form) => ({ form, found: await seek(form, subject, world) })));
  const changes = dataChanges ? await seekChanges(subject, world) : undefined;
  const waited = world.clock.now() - since;
  const waiting = [
    ...sought.flatMap(({ form, found }) => (found.state === "pending" ? [`${fileNames[form]}: ${found.reason}`] : [])),
    ...(changes?.state === "pending" ? [`what changed in the data: ${changes.reason}`] : []),
  ];
  if (waiting.length > 0 && waited < longestWaitMs)
    return {
      waiting: waiting.join("; ").slice(0, 300),
      pauseMs: Math.max(shortestPauseMs, Math.min(waited / 2, longestPauseMs)),
    };
  return {
    files: sought.flatMap(({ form, found }) => {
      if (found.state !== "ready") return [];
      const { key, bytes, sha256 } = found;
      return [{ form, key, bytes, sha256 }];
    }),
    missing: [
      ...sought.flatMap(({ form, found }) => lackOf(fileNames[form] ?? form, found)),
      ...(changes === undefined ? [] : lackOf("what changed in the data", changes)),
    ],
  };
}

/** What a delivery lacks, in words. */
function lackOf(what: string, found: Sought | SoughtRendition): Brought["missing"] {
  if (found.state === "ready") return [];
  const final = found.state === "failed";
  return [{ fault: `without ${what}: ${final ? found.fault : found.reason}`, final }];
}

async function seekChanges(subject: EventSubject, world: GatheringWorld): Promise<Sought> {
  if (world.dataChanges === undefined) return { state: "failed", fault: "this server compares no data" };
  try {
    return await world.dataChanges.seek(subject);
  } catch (error) {
    return whyNot(error, { ...subject }, "what changed in the data could not be found out", world);
  }
}

/** What an error says of what was sought. */
function whyNot(
  error: unknown,
  fields: Readonly<Record<string, unknown>>,
  message: string,
  { logger }: GatheringWorld,
): Exclude<Sought, { readonly state: "ready" }> {
  if (error instanceof BroadsheetError)
    return error.transient ? { state: "pending", reason: error.message } : { state: "failed", fault: error.message };
  logger.error(message, { ...fields, stack: (error as Error).stack });
  return { state: "pending", reason: "an unexpected error; the log has the details" };
}

async function seek(form: RenditionForm, subject: EventSubject, world: GatheringWorld): Promise<SoughtRendition> {
  if (world.renditions === undefined) return { state: "failed", fault: "this server makes no renditions" };
  // A later release may have planned it.
  if (!renditionForms.includes(form)) return { state: "failed", fault: "this release knows no such form" };
  try {
    return await world.renditions.seek(subject, form);
  } catch (error) {
    return whyNot(error, { ...subject, form }, "a rendition could not be asked for", world);
  }
}

import { BroadsheetError } from "../../errors.ts";
import { sha256 } from "../../json/canonical-json.ts";
import { mediaTypes, type RenditionForm } from "../../rendition-form.ts";
import { datasetsGone, lostData } from "../../report/request/lost-data.ts";
import type { AcceptedRequest } from "../../report/request/report-request.ts";
import { runAttempt } from "../lifecycle/attempt/run-attempt.ts";
import type { AttemptingWorld, Rendering } from "../lifecycle/lifecycle-world.ts";
import { contentKey } from "../lifecycle/records/keys.ts";
import { writeOutcome } from "../lifecycle/records/write-outcome.ts";
import { readReport } from "../lifecycle/status/read-report.ts";
import type { ReadyReport } from "../lifecycle/status/report-status.ts";
import {
  formOf,
  renditionKey,
  type RenditionJob,
  renditionOf,
  type RenditionReady,
  type RenditionShapes,
} from "./rendition-kind.ts";

/** What is to be made in another form, and what its PDF has printed. */
export interface RenditionOrder {
  readonly form: RenditionForm;
  readonly accepted: AcceptedRequest;
  readonly printed: {
    /** Digest of the engine that made the PDF; absent for reports of earlier releases. */
    readonly engine?: string | undefined;
    /** SHA-256 of the PDF. */
    readonly sha256: string;
    /** The record of what it shows, as text; absent for reports of earlier releases. */
    readonly content?: string | undefined;
  };
}

/** The world of somebody who makes renditions. */
export interface RenditionWorld extends AttemptingWorld {
  /**
   * Makes the file in a process of its own.
   *
   * @throws BroadsheetError `conflict` with code `rendition-differs` if this engine would print something else
   *   than the PDF, and `rendition-unfaithful` if the file would not say the same; `not-found` if what the report was
   *   made from is gone; those of a render
   */
  makeRendition(order: RenditionOrder): Promise<Uint8Array>;
}

/**
 * Makes one attempt at a rendition, if one is due. However many callers there are, only one of them works. The file is
 * stored before its outcome.
 *
 * @throws BroadsheetError `unavailable` if the store fails: try again
 */
export async function runRendition(job: RenditionJob, world: RenditionWorld): Promise<Rendering<RenditionReady>> {
  const subject = renditionOf(job);
  const { store } = world;
  return runAttempt<RenditionShapes, Uint8Array>(
    subject,
    {
      async make() {
        const { accepted, engine, sha256: hash } = await reportOf(job, world);
        const gone = await datasetsGone(accepted, store);
        if (gone.length > 0) throw lostData(gone, accepted);
        const content = await store.get(contentKey(job.report, job.generation));
        return world.makeRendition({
          form: formOf(job),
          accepted,
          printed: { engine, sha256: hash, content: content && new TextDecoder().decode(content.body) },
        });
      },
      async finish(file, { attempt }) {
        // It may have been deleted meanwhile: then nothing of it may be stored.
        await reportOf(job, world);
        await store.put(renditionKey(job), file, mediaTypes[formOf(job)]);
        // And if that was between the two, what was stored goes, too.
        await reportOf(job, world).catch(async (error: unknown) => {
          if (error instanceof BroadsheetError && error.kind === "not-found") await store.delete(renditionKey(job));
          throw error;
        });
        const ready = { bytes: file.byteLength, sha256: sha256(file), engine: world.engine };
        return writeOutcome(
          subject,
          { state: "ready", finished: world.clock.now(), attempts: attempt, ...ready },
          world,
        );
      },
    },
    world,
  );
}

/** The report in the generation to which the rendition belongs. */
async function reportOf({ report: id, generation }: RenditionJob, world: RenditionWorld): Promise<ReadyReport> {
  const report = await readReport(id, world);
  if (report?.state === "ready" && report.generation === generation) return report;
  throw new BroadsheetError("not-found", {
    code: "report-taken-meanwhile",
    message: "the report was deleted or rendered again while it was made in another form",
    seen: id,
    hint: "ask for it again",
  });
}

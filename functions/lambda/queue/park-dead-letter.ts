import type { SQSRecord } from "aws-lambda";
import { BroadsheetError } from "../../core/errors.ts";
import { abandonSubject } from "../../core/service/lifecycle/attempt/abandon-subject.ts";
import type { LifecycleWorld } from "../../core/service/lifecycle/lifecycle-world.ts";
import { reportOf } from "../../core/service/lifecycle/records/report-kind.ts";
import { endUpload } from "../../core/service/upload/ingest-upload.ts";
import { failBatch } from "../../core/service/batch/records/fail-batch.ts";
import { promotionOf } from "../../core/service/promotion/promotion-kind.ts";
import { pullOf } from "../../core/service/source/pull-kind.ts";
import { refreshOf } from "../../core/service/view/refresh-kind.ts";
import { renditionOf } from "../../core/service/rendition/rendition-kind.ts";
import { decodeBatchJobs } from "./decode-batch-jobs.ts";
import { decodePromotions } from "./decode-promotions.ts";
import { decodeClaims } from "./decode-claims.ts";
import { decodePulls, type PullMessage } from "./decode-pulls.ts";
import { decodeRefreshes } from "./decode-refreshes.ts";
import { decodeUploads } from "./decode-uploads.ts";

/**
 * Marks the reports, renditions, batches, uploads, promotions or refreshes (of views and sources) of a dead letter as
 * failed and parks the letter for a person to inspect.
 *
 * @param park sends a message to the parking queue
 * @throws Error if a report is still being rendered, or the store or queue fails: the letter must be delivered again
 */
export async function parkDeadLetter(
  letter: SQSRecord,
  world: LifecycleWorld,
  park: (body: string) => Promise<void>,
): Promise<void> {
  const claims = decodeClaims(letter.body);
  const uploads = decodeUploads(letter.body) ?? [];
  for (const id of uploads) {
    const outcome = {
      state: "failed",
      finished: world.clock.now(),
      kind: "unavailable",
      problems: deadLetter("upload").problems,
    } as const;
    await endUpload(id, outcome, world);
    world.logger.error("a dead letter's upload has failed", { upload: id });
  }
  for (const claim of claims ?? []) {
    if ("rendition" in claim) {
      const given = await abandonSubject(renditionOf(claim), deadLetter("rendition"), world);
      if (given.state === "held") throw new Error(`a rendition of ${claim.report} is still being made`);
      world.logger.error("a dead letter's rendition has failed", { ...claim, state: given.state });
      continue;
    }
    const { id, generation } = claim;
    const given = await abandonSubject(reportOf(id, generation), deadLetter("report"), world);
    if (given.state === "held") throw new Error(`report ${id} is still being rendered`);
    world.logger.error("a dead letter's report has failed", { id, generation, state: given.state });
  }
  const promotions = decodePromotions(letter.body);
  for (const { promotion, number } of promotions ?? []) {
    const given = await abandonSubject(promotionOf(promotion, number), deadLetter("promotion"), world);
    if (given.state === "held") throw new Error(`the tests of ${promotion} are still being run`);
    world.logger.error("a dead letter's promotion has failed", { promotion, number, state: given.state });
  }
  const refreshes = decodeRefreshes(letter.body);
  for (const job of refreshes ?? []) {
    const given = await abandonSubject(refreshOf(job), deadLetter("refresh"), world);
    if (given.state === "held") throw new Error(`the view ${job.view} is still being made`);
    world.logger.error("a dead letter's refresh has failed", { ...job, state: given.state });
  }
  const pulls = await failPulls(letter.body, world);
  const jobs = decodeBatchJobs(letter.body);
  for (const { batch, generation } of jobs ?? []) {
    const outcome = await failBatch(batch, generation, deadLetter("batch"), false, world);
    world.logger.error("a dead letter's batch has ended", { batch, generation, state: outcome.state });
  }
  if (
    claims === undefined &&
    jobs === undefined &&
    promotions === undefined &&
    refreshes === undefined &&
    pulls === undefined &&
    uploads.length === 0
  )
    world.logger.error("a dead letter has an unknown form", { messageId: letter.messageId });
  await park(letter.body);
}

/**
 * Fails the refreshes of sources that a letter names. What says that a run of Athena has ended fails none: its refresh
 * has a message of its own.
 *
 * @returns undefined for a letter of another form
 */
async function failPulls(body: string, world: LifecycleWorld): Promise<readonly PullMessage[] | undefined> {
  const pulls = decodePulls(body);
  for (const job of pulls ?? []) {
    if ("run" in job) continue;
    const given = await abandonSubject(pullOf(job), deadLetter("pull"), world);
    if (given.state === "held") throw new Error(`the source ${job.source} is still being fetched`);
    world.logger.error("a dead letter's source was not fetched", { ...job, state: given.state });
  }
  return pulls;
}

const hints = {
  rendition: "ask for it again; the function's log shows what happened",
  report: "POST /reports/{id}/retry tries again; the function's log shows what happened",
  batch: "POST /batches/{id}/retry tries again; the function's log shows what happened",
  upload: "upload it again; the function's log shows what happened",
  refresh: "POST /views/{name}/refresh tries again; the function's log shows what happened",
  pull: "POST /sources/{name}/refresh tries again; the function's log shows what happened",
  promotion: "promote it again; the function's log shows what happened",
} as const;

function deadLetter(what: keyof typeof hints): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "dead-letter",
    message: `the queue gave up on the ${what === "pull" ? "source" : what} after many tries`,
    hint: hints[what],
  });
}

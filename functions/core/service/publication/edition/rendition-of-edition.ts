import type { SoughtRendition } from "../../delivery/gather-renditions.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { readReport } from "../../lifecycle/status/read-report.ts";
import { isPresent } from "../../lifecycle/status/report-status.ts";
import { type AcceptedRendition, type RenditionJob, renditionKey } from "../../rendition/rendition-kind.ts";
import { mostClaims, requestRendition } from "../../rendition/request-rendition.ts";
import type { EndedSubject } from "./changes-for-letter.ts";
import { isPresentEdition } from "./edition.ts";
import { readEditionGeneration } from "./read-edition.ts";

export interface RenditionsOfEditions extends LifecycleWorld {
  /** Called for each rendition that waits to be made. On AWS the store's own notification does the work. */
  asked?(job: RenditionJob): void;
}

/**
 * Has a rendition of an edition's report made, unless it is there, for the deliveries of the edition: they know nothing
 * of publications, so they are handed this. It is the rendition that `GET /reports/{id}/report.xlsx` gives, and is kept
 * with the report. May be repeated by any number of callers.
 *
 * @throws BroadsheetError `damaged` if a record cannot be read; `unavailable`
 */
export async function renditionOfEdition(
  { kind, id, generation }: EndedSubject,
  form: AcceptedRendition["form"],
  world: RenditionsOfEditions,
): Promise<SoughtRendition> {
  const [name = "", instant = ""] = id.split("/");
  const edition = kind === "edition" ? await readEditionGeneration(name, instant, generation, world.store) : undefined;
  if (!isPresentEdition(edition) || edition.state !== "ready" || edition.report === undefined)
    return { state: "failed", fault: "there is no such edition of a single report" };
  const report = await readReport(edition.report.id, world);
  if (report === undefined || !isPresent(report)) return { state: "failed", fault: "its report was removed" };
  if (report.state === "failed") return { state: "failed", fault: "its report was made again, and failed" };
  if (report.state !== "ready") return { state: "pending", reason: "the report is being made again" };
  if (report.sha256 !== edition.sha256)
    return { state: "failed", fault: "its report was made again, and says something else than the edition" };
  const status = await requestRendition(report, form, undefined, world);
  if (status.state === "pending") {
    world.asked?.(status.job);
    return { state: "pending", reason: "it is being made" };
  }
  if (status.state === "failed") {
    const why = status.problems.map(({ message }) => message).join("; ");
    return status.final || status.job.number >= mostClaims
      ? { state: "failed", fault: why }
      : { state: "pending", reason: why };
  }
  const { bytes, sha256 } = status;
  return { state: "ready", key: renditionKey(status.job), bytes, sha256 };
}

import { acceptReport } from "../../core/report/accept-report.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { Clock, ObjectStore, ScratchSpace } from "../../core/ports.ts";
import type { Report } from "../../core/report/publish/report.ts";
import type { AcceptedRequest } from "../../core/report/request/report-request.ts";
import { keepPictures, type Pictures, pictureScales } from "../../core/report/template/store/keep-pictures.ts";

export interface PictureWorld {
  /** With it, a template without a picture is not rendered again for a minute. */
  readonly clock?: Clock;
  readonly store: ObjectStore;
  openScratch(): Promise<ScratchSpace>;
  render(accepted: AcceptedRequest): Promise<Report>;
  drawPage(pdf: Uint8Array, page: number, scale: number, fewColours: boolean): Promise<Uint8Array>;
}

/**
 * Makes pictures of templates: the first page of a report with default values, see `keepPictures`.
 *
 * @returns function of a template and a language, which throws BroadsheetError `not-found` (`no-picture`) if no report
 *   can be made without parameters or data that a request must give, and `unavailable`
 */
export function pictureTemplates({ store, openScratch, render, drawPage, clock }: PictureWorld): Pictures {
  const draw: Pictures = async ({ name, version }, language, size = "large") => {
    const request = { template: { name, version }, ...(language !== undefined && { parameters: { language } }) };
    const { pdf } = await attempt(name, async () => await render(await acceptReport(request, { store, openScratch })));
    return await drawPage(pdf, 1, pictureScales[size], size === "small");
  };
  return keepPictures(store, draw, "template", clock);
}

/** Whatever keeps a report from being made keeps the picture from being made. */
async function attempt<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    throw new BroadsheetError(
      "not-found",
      { code: "no-picture", message: `"${name}" has no picture: ${error.message}`, seen: name },
      { cause: error },
    );
  }
}

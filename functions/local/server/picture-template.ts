import { acceptReport } from "../../core/accept-report.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore, ScratchSpace } from "../../core/ports.ts";
import type { Report } from "../../core/publish/report.ts";
import type { AcceptedRequest } from "../../core/request/report-request.ts";
import type { Template } from "../../core/template/template.ts";

export interface PictureWorld {
  readonly store: ObjectStore;
  openScratch(): Promise<ScratchSpace>;
  render(accepted: AcceptedRequest): Promise<Report>;
  drawPage(pdf: Uint8Array, page: number, scale: number): Promise<Uint8Array>;
}

/** Pixels per point: 96 per inch. */
const scale = 96 / 72;

/**
 * Makes pictures of templates: the first page of a report with default values, drawn once for each version and kept in
 * the store beside it. Callers that ask at the same time share the work.
 *
 * @returns function of a template, which throws BroadsheetError `not-found` (`no-picture`) if no report can be made
 *   without parameters or data that a request must give, and `unavailable`
 */
export function pictureTemplates({ store, openScratch, render, drawPage }: PictureWorld): (template: Template) => Promise<Uint8Array> {
  const making = new Map<string, Promise<Uint8Array>>();

  const make = async ({ name, version }: Template, key: string): Promise<Uint8Array> => {
    const kept = await store.get(key);
    if (kept !== undefined) return kept.body;
    const { pdf } = await attempt(name, async () => await render(await acceptReport({ template: { name, version } }, { store, openScratch })));
    const picture = await drawPage(pdf, 1, scale);
    await store.create(key, picture, "image/png");
    return picture;
  };

  return (template) => {
    const key = `templates/${template.name}/${template.version}.picture/1.png`;
    const under = making.get(key) ?? make(template, key).finally(() => making.delete(key));
    making.set(key, under);
    return under;
  };
}

/** Whatever keeps a report from being made keeps the picture from being made. */
async function attempt<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    throw new BroadsheetError("not-found", { code: "no-picture", message: `"${name}" has no picture: ${error.message}`, seen: name }, { cause: error });
  }
}

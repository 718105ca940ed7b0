import { accepts } from "hono/accepts";
import type { Context } from "hono";
import { parseAccept } from "hono/utils/accept";
import { BroadsheetError } from "../../core/errors.ts";
import { mediaTypes, renditionFile, type RenditionForm, renditionForms } from "../../core/rendition-form.ts";
import type { Caller } from "../../core/service/lifecycle/records/records.ts";
import { readPdf } from "../../core/service/lifecycle/records/read-pdf.ts";
import type { ReadyReport } from "../../core/service/lifecycle/status/report-status.ts";
import { formOf, renditionKey } from "../../core/service/rendition/rendition-kind.ts";
import {
  readRendition,
  type RenditionStatus,
  requestRendition,
} from "../../core/service/rendition/request-rendition.ts";
import { problemDetails, problemResponse } from "../problem-details.ts";
import { hasTag } from "../request/conditional-get.ts";
import { parsePreferredWait, restOfWait } from "../request/prefer.ts";
import type { Services } from "../services.ts";
import { pdfName } from "./send-pdf.ts";

export type AskRendition = NonNullable<Services["rendition"]>;

/** What is asked for, and by whom. */
export interface AskedRendition {
  readonly form: RenditionForm;
  readonly caller: Caller | undefined;
}

/** Milliseconds between two looks at a rendition while a client waits. */
const nap = 250;

/** Nothing in a page or drawing may run or load, whatever it says itself. */
export const renditionPolicy =
  "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** Forms that a browser shows rather than saves. */
const shown: ReadonlySet<RenditionForm> = new Set(["html", "html-fonts", "png"]);

const state = "application/json";

/**
 * The form that a request for a report itself prefers to the report's state as JSON; undefined: the state.
 *
 * @param renditions whether there are other forms than PDF
 */
export function preferredForm(c: Context, renditions: boolean): RenditionForm | "pdf" | undefined {
  const types = new Map<string, RenditionForm | "pdf">([
    ["application/pdf", "pdf"],
    ...(renditions
      ? renditionForms.filter((form) => form !== "html-fonts").map((form) => [typeOf(form), form] as const)
      : []),
  ]);
  return types.get(accepts(c, { header: "Accept", supports: [state, ...types.keys()], default: state }));
}

/** Whether a client can use a report's state as JSON, even if it prefers the report itself. */
export function acceptsState(c: Context): boolean {
  const given = parseAccept(c.req.header("accept") ?? "*/*");
  const weight = (type: string): number | undefined => given.find((each) => each.type.toLowerCase() === type)?.q;
  return (weight(state) ?? weight("application/*") ?? weight("*/*") ?? 0) > 0;
}

/** The media type of a form, without parameters. */
export function typeOf(form: RenditionForm): string {
  return mediaTypes[form].replace(/;.*$/, "");
}

/**
 * Answers with a ready report in another form, which is made when it is first asked for.
 *
 * @throws BroadsheetError why it could not be made
 */
export async function answerRendition(
  c: Context,
  report: ReadyReport,
  { form, caller }: AskedRendition,
  services: Services,
  ask: AskRendition,
): Promise<Response> {
  const status = await obtainRendition(c, report, { form, caller }, services, ask);
  return status instanceof Response ? status : sendRendition(c, report, status, services);
}

/** A rendition that is there. */
export type ReadyRendition = Extract<RenditionStatus, { readonly state: "ready" }>;

/**
 * Has a rendition of a ready report made, unless it is there.
 *
 * @returns the answer in its stead if it is being made, or can no longer be
 * @throws BroadsheetError why it could not be made
 */
export async function obtainRendition(
  c: Context,
  report: ReadyReport,
  { form, caller }: AskedRendition,
  services: Services,
  ask: AskRendition,
): Promise<ReadyRendition | Response> {
  let status = await requestRendition(report, form, caller, services);
  if (status.state === "pending") {
    ask(status.job);
    status = await waitFor(c, status, services);
  }
  if (status.state === "failed") return refuse(status);
  if (status.state === "pending")
    return c.json({ state: "pending", report: report.id, form }, 202, { "retry-after": "1" });
  return status;
}

/** Looks again for as long as the client prefers to wait. */
async function waitFor(c: Context, status: RenditionStatus, services: Services): Promise<RenditionStatus> {
  const wait = parsePreferredWait(c.req.header("prefer")) ?? 0;
  let last = status;
  while (last.state === "pending") {
    const rest = restOfWait(c, wait, services.clock);
    if (rest <= 0) break;
    await services.clock.sleep(Math.min(nap, rest));
    last = (await readRendition(last.job, services)) ?? last;
  }
  return last;
}

async function sendRendition(
  c: Context,
  { accepted }: ReadyReport,
  { job, sha256 }: ReadyRendition,
  services: Services,
): Promise<Response> {
  const form = formOf(job);
  const name = renditionFile(pdfName(accepted), form);
  const key = renditionKey(job);
  if (services.signFileUrl !== undefined) {
    const location = await services.signFileUrl(key, name, mediaTypes[form]);
    if (takesLinkOnly(c.req.header("accept"), form))
      return c.json({ url: location }, 200, { "cache-control": "no-store" });
    return new Response(null, { status: 302, headers: { location, "cache-control": "no-store" } });
  }
  const headers = {
    etag: `"${sha256}"`,
    "cache-control": "private, no-cache",
    "content-security-policy": renditionPolicy,
  };
  if (hasTag(c.req.header("if-none-match"), headers.etag)) return new Response(null, { status: 304, headers });
  const file = await readPdf(services.store, key, sha256);
  return new Response(new Uint8Array(file), {
    headers: {
      ...headers,
      "content-type": mediaTypes[form],
      "content-length": String(file.byteLength),
      "content-disposition": `${shown.has(form) ? "inline" : "attachment"}; filename="${name}"`,
    },
  });
}

/** Whether a client accepts JSON, and not the file itself. */
function takesLinkOnly(accept = "", form: RenditionForm): boolean {
  const own =
    form === "html" || form === "html-fonts"
      ? /\btext\/(?:html\b|\*)|\*\/\*/i
      : form === "png"
        ? /\bimage\/(?:png\b|\*)|\*\/\*/i
        : /\bapplication\/(?:vnd\.openxml|zip\b|\*)|\*\/\*/i;
  return /\bapplication\/json\b/i.test(accept) && !own.test(accept);
}

/** Why it could not be made. What the report was made from may be gone while its PDF is still there. */
function refuse({ kind, problems: found }: Extract<RenditionStatus, { readonly state: "failed" }>): Response {
  if (kind !== "not-found") throw new BroadsheetError(kind, found);
  const detail = "what the report was made from is gone, so it can be made in no other form";
  return problemResponse(problemDetails("gone", detail, found));
}

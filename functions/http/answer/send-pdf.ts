import type { Context } from "hono";
import { BroadsheetError, isCorrupt } from "../../core/errors.ts";
import { pdfKey } from "../../core/service/lifecycle/records/keys.ts";
import { readPdf } from "../../core/service/lifecycle/records/read-pdf.ts";
import type { AcceptedRequest } from "../../core/report/request/report-request.ts";
import type { ReadyReport } from "../../core/service/lifecycle/status/report-status.ts";
import { parseByteRange } from "../request/byte-range.ts";
import { problemDetails, problemResponse } from "../problem-details.ts";
import type { Services } from "../services.ts";

/** A stored PDF. */
export interface PdfFile {
  readonly key: string;
  /** File name of the download: checked names, dates and language tags, so nothing needs quoting. */
  readonly name: string;
  readonly sha256: string;
}

/**
 * Answers with a report's PDF, as `sendPdfFile` does. One that is lost or damaged is made again first, where reports
 * are rendered.
 */
export async function sendPdf(
  c: Context,
  report: ReadyReport,
  services: Services,
  status: 200 | 201 = 200,
): Promise<Response> {
  try {
    return await sendPdfFile(c, pdfOf(report), services, status);
  } catch (error) {
    if (!isCorrupt(error) || services.restore === undefined) throw error;
    const { problems } = error;
    const restored = await services.restore(report);
    if (restored !== undefined) return sendPdfFile(c, pdfOf(restored), services, status);
    throw new BroadsheetError(
      "damaged",
      problems.map((problem) => ({
        ...problem,
        hint: "It is being rendered again from its inputs; ask again in a moment.",
      })),
      { cause: error },
    );
  }
}

function pdfOf({ id, generation, accepted, sha256 }: ReadyReport): PdfFile {
  return { key: pdfKey(id, generation), name: pdfName(accepted), sha256 };
}

/**
 * Answers with a stored PDF: the bytes, a range of them (RFC 9110 section 14), 304 if the client has them, or a
 * redirect if the store issues signed URLs.
 *
 * A client that accepts JSON but not PDF receives the URL in the body instead. After a cross-origin redirect, a page's
 * request has `Origin: null`, which no store allows.
 *
 * @param status status of a complete response
 * @throws BroadsheetError `damaged` if it is lost, or its content has not the hash that was recorded
 */
export async function sendPdfFile(
  c: Context,
  { key, name, sha256 }: PdfFile,
  services: Services,
  status: 200 | 201 = 200,
): Promise<Response> {
  if (services.signFileUrl !== undefined) {
    const location = await services.signFileUrl(key, name, "application/pdf");
    if (takesLinkOnly(c.req.header("accept"))) return c.json({ url: location }, 200, { "cache-control": "no-store" });
    // After a POST the client must switch to GET, which only 303 requires.
    return new Response(null, {
      status: c.req.method === "POST" ? 303 : 302,
      headers: { location, "cache-control": "no-store" },
    });
  }
  const etag = `"${sha256}"`;
  const headers: Record<string, string> = {
    etag,
    // The report may be rendered again after a deletion: revalidating costs no bytes.
    "cache-control": "private, no-cache",
    "accept-ranges": "bytes",
  };
  if (status === 200 && holds(c.req.header("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  const pdf = await readPdf(services.store, key, sha256);
  Object.assign(headers, { "content-type": "application/pdf", "content-disposition": `inline; filename="${name}"` });

  const size = pdf.byteLength;
  const conditional = c.req.header("if-range");
  const range =
    status === 200 && (conditional === undefined || conditional === etag)
      ? parseByteRange(c.req.header("range"), size)
      : undefined;
  if (range === "unsatisfiable") {
    const detail = `the PDF has ${size} bytes`;
    return problemResponse(
      problemDetails("range-not-satisfiable", detail, [
        {
          code: "range-not-satisfiable",
          message: detail,
          where: { name: "Range" },
          seen: c.req.header("range"),
          allowed: `0 to ${size - 1}`,
        },
      ]),
      { "content-range": `bytes */${size}` },
    );
  }
  const part = range === undefined ? pdf : pdf.subarray(range.first, range.last + 1);
  headers["content-length"] = String(part.byteLength);
  if (range !== undefined) headers["content-range"] = `bytes ${range.first}-${range.last}/${size}`;
  return new Response(new Uint8Array(part), { status: range === undefined ? status : 206, headers });
}

/** Whether `Accept` includes JSON but nothing that matches a PDF. */
export function takesLinkOnly(accept = ""): boolean {
  return /\bapplication\/json\b/i.test(accept) && !/\bapplication\/(?:pdf\b|\*)|\*\/\*/i.test(accept);
}

/** The file name of a report. */
export function pdfName({ template, date, language }: AcceptedRequest): string {
  return `${template.name}-${date}-${language.replaceAll(/[^\w-]/g, "")}.pdf`;
}

/** Whether `If-None-Match` names the tag (weak comparison, RFC 9110 section 13.1.2). */
export function holds(header: string | undefined, etag: string): boolean {
  return header === "*" || (header ?? "").split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

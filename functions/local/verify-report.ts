import { MemoryObjectStore } from "../adapters/memory-object-store.ts";
import { BroadsheetError, type Problem } from "../core/errors.ts";
import { sha256 } from "../core/json/canonical-json.ts";
import type { Manifest } from "../core/report/pdf/manifest-attachment.ts";
import { reportId } from "../core/report/request/report-id.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";
import type { LaidOutReport } from "../core/report/generate-report.ts";
import type { Trace } from "../core/report/document/trace.ts";
import { compareContent } from "../proof/compare-content.ts";
import { compareManifests, type Difference } from "../proof/compare-manifests.ts";
import { readAttachments } from "../proof/read-attachments.ts";
import { readManifest } from "../proof/read-manifest.ts";
import { PdfReader } from "../proof/reader/pdf-reader.ts";
import { readSignature, type ReportSignature } from "../proof/signature/read-signature.ts";
import { createWorld } from "../render/create-world.ts";
import { gatherInputs, type Sources } from "./inputs/gather-inputs.ts";

/** The result of rendering a report again. */
export interface Verification {
  /** Whether the report rendered again has the same bytes. */
  readonly verified: boolean;
  /** Signature of a signed report; the bytes compared are those before signing. */
  readonly signature?: Pick<ReportSignature, "name" | "time" | "holds" | "onlySigned">;
  readonly manifest: Manifest;
  /** SHA-256 of the report at hand. */
  readonly sha256: string;
  /** SHA-256 of the report rendered again; absent if it could not be rendered. */
  readonly again?: string;
  /** What differs, another engine first; empty if verified. */
  readonly differences: readonly Difference[];
  /** Why it could not be rendered again. */
  readonly problems: readonly Problem[];
}

/**
 * Renders a report again from its manifest and compares the bytes. A signed report is verified if the report inside it
 * is, its signature is valid, and signing changed nothing else.
 *
 * @throws BroadsheetError `invalid-request` for a PDF without a manifest, `not-found` for inputs that are neither given
 *   nor stored
 */
export async function verifyReport(file: Uint8Array, sources: Sources): Promise<Verification> {
  const { verification } = await remakeReport(file, sources);
  return verification;
}

/**
 * Verifies a report as `verifyReport` does, for code that also inspects what was made again.
 *
 * @param trace gets the places and origins of what is made
 * @returns `laidOut` is absent if it could not be rendered again
 * @throws BroadsheetError as `verifyReport`
 */
export async function remakeReport(
  file: Uint8Array,
  sources: Sources,
  trace?: Trace,
): Promise<{
  readonly verification: Verification;
  readonly laidOut?: LaidOutReport;
  readonly accepted?: AcceptedRequest;
}> {
  const found = readSignature(file);
  const pdf = found === undefined || found.report.length === 0 ? file : found.report;
  const { verification, ...made } = await makeAgain(pdf, sources, trace);
  return { verification: signed(file, found, verification), ...made };
}

/** A report's verification, with the signature of the file that holds it. */
function signed(file: Uint8Array, found: ReportSignature | undefined, result: Verification): Verification {
  if (found === undefined) return result;
  const { name, time, holds, onlySigned } = found;
  return {
    ...result,
    sha256: sha256(file),
    verified: result.verified && holds && onlySigned,
    signature: { name, time, holds, onlySigned },
  };
}

interface Remade {
  readonly verification: Verification;
  readonly laidOut?: LaidOutReport;
  readonly accepted?: AcceptedRequest;
}

async function makeAgain(pdf: Uint8Array, sources: Sources, trace: Trace | undefined): Promise<Remade> {
  const reader = new PdfReader(pdf);
  const manifest = readManifest(reader);
  const store = new MemoryObjectStore();
  const world = createWorld(store);
  // Every engine writes its name into the PDF. Under the name in the manifest, only other differences remain.
  const renamed = { ...world, engine: manifest.engine, ...(trace !== undefined && { trace }) };
  const engines: Difference[] =
    manifest.engine === world.engine ? [] : [{ what: "engine", report: manifest.engine, again: world.engine }];
  const inputs = await gatherInputs(manifest, sources, store);
  const { parameters, date, language, stale } = manifest;
  const request = { engine: acceptedBy(manifest), ...inputs, parameters, date, language, stale };
  const accepted: AcceptedRequest = { id: reportId(request), ...request };
  const about = { manifest, sha256: sha256(pdf) };
  const { makeReport } = await import("../core/report/generate-report.ts");
  try {
    const { report: made, laidOut } = await makeReport(accepted, renamed);
    const result = { ...about, again: made.sha256, problems: [] };
    if (Buffer.compare(made.pdf, pdf) === 0)
      return {
        verification: { ...result, verified: engines.length === 0, differences: engines },
        laidOut,
        accepted,
      };
    const found = differences(reader, manifest, new PdfReader(made.pdf));
    return {
      verification: { ...result, verified: false, differences: [...engines, ...found] },
      laidOut,
      accepted,
    };
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    const found = compareManifests(manifest, inputsOf(manifest, accepted));
    return {
      verification: { ...about, verified: false, differences: [...engines, ...found], problems: error.problems },
    };
  }
}

/** The differences in inputs and results; if there are none, what was altered in the file. */
function differences(report: PdfReader, manifest: Manifest, again: PdfReader): Difference[] {
  const found = compareManifests(manifest, readManifest(again));
  const altered = [...readAttachments(report)]
    .filter(([name, body]) => name in manifest.attachments && manifest.attachments[name] !== sha256(body))
    .map(([name, body]): Difference => ({
      what: "attachment",
      name,
      report: sha256(body),
      again: manifest.attachments[name],
    }));
  if (acceptedBy(manifest) === undefined && manifest.report !== idOf({ ...manifest, engine: undefined }))
    altered.push({ what: "content", name: "the manifest: its id does not match its content" });
  return found.length + altered.length > 0 ? [...found, ...altered] : compareContent(report, again);
}

/** The engine in the id's hash: earlier releases included it and named no other. */
function acceptedBy(manifest: Manifest): string | undefined {
  return [manifest.acceptedBy, manifest.engine].find(
    (engine) => engine !== undefined && manifest.report === idOf({ ...manifest, engine }),
  );
}

/** @param manifest without its engine, for the id of this release */
function idOf({
  engine,
  template,
  datasets,
  parameters,
  date,
  language,
  stale,
}: Omit<Manifest, "engine"> & { readonly engine: string | undefined }): string {
  const named = Object.fromEntries(Object.entries(datasets).map(([alias, version]) => [alias, { name: "", version }]));
  const request = { template: { name: "", version: template }, datasets: named, parameters, date, language, stale };
  return reportId({ engine, ...request });
}

/** The manifest with the inputs used, for a report that could not be rendered. */
function inputsOf(manifest: Manifest, { template, datasets }: AcceptedRequest): Manifest {
  const versions = Object.fromEntries(Object.entries(datasets).map(([alias, { version }]) => [alias, version]));
  return { ...manifest, template: template.version, datasets: versions };
}

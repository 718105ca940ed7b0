import { existsSync } from "node:fs";
import { BroadsheetError } from "../../core/errors.ts";
import type { Difference } from "../../proof/compare-manifests.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { showControlsInLines } from "../../core/wording/show-controls.ts";
import { parseDatasets } from "../inputs/parse-datasets.ts";
import { formatProblems } from "../print-problems.ts";
import { nameOfInput, readFileInto } from "../inputs/read-input.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { formOfFile } from "../../proof/read-rendition-manifest.ts";
import type { RenditionVerification } from "../verify-rendition.ts";
import { verifyReport, type Verification } from "../verify-report.ts";

export interface VerifyOptions {
  readonly template?: string;
  readonly dataset: readonly string[];
  readonly read: readonly string[];
  readonly dataDir?: string;
  readonly json?: boolean;
}

/** Most differences printed on a terminal. */
const told = 12;

/** Default data directory of a server on this machine. */
const usualDataDir = ".broadsheet";

/**
 * `broadsheet verify`: renders a report again, or a web page or workbook of one, and says whether it has the same bytes
 * and, if not, which input or statement differs.
 *
 * @returns whether the bytes are the same
 * @throws BroadsheetError for a file that is not a report, and for inputs that cannot be found
 */
export async function verifyFile(
  path: string,
  { template, dataset, read, dataDir, json }: VerifyOptions,
): Promise<boolean> {
  if (dataDir !== undefined && !existsSync(dataDir)) {
    throw new BroadsheetError("not-found", {
      code: "folder-unreadable",
      message: `there is no data directory ${dataDir}`,
      where: { name: "--data-dir" },
      seen: dataDir,
    });
  }
  const file = await readFileInto(path);
  const sources = {
    template: template === undefined ? undefined : (await locateTemplate(template)).folder,
    ...parseDatasets({ dataset, read }),
    dataDir: dataDir ?? usualDataDir,
  };
  const form = formOfFile(file);
  if (form !== undefined) {
    const { verifyRendition } = await import("../verify-rendition.ts");
    const result = await verifyRendition(file, form, sources);
    if (json === true) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    else process.stderr.write(`${showControlsInLines(tellRendition(nameOfInput(path), result))}\n`);
    return result.verified;
  }
  const result = await verifyReport(file, sources);
  if (json === true) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else process.stderr.write(`${showControlsInLines(tell(nameOfInput(path), result))}\n`);
  return result.verified;
}

function tell(
  path: string,
  { verified, signature, manifest, sha256, again, differences, problems }: Verification,
): string {
  const made = `template ${manifest.template.slice(0, 12)}, ${countWords(Object.keys(manifest.datasets).length, "dataset")}, date ${manifest.date}, engine ${manifest.engine.slice(0, 12)}`;
  const sealed = signature === undefined ? "" : `\n  signed   ${tellSignature(signature)}`;
  if (verified)
    return `${path}: verified, rendered again with the same bytes${sealed === "" ? "" : " as before it was signed"}\n  from     ${made}\n  sha256   ${sha256}${sealed}`;
  const lines = differences.slice(0, told).map(tellDifference);
  if (differences.length > told) lines.push(`  and ${differences.length - told} more differences, which --json lists`);
  const intact = differences.length === 0 && problems.length === 0 && sealed !== "";
  const otherEngine = differences.length > 0 && differences.every(({ what }) => what === "engine");
  if (otherEngine && again !== undefined)
    return (
      [`${path}: made by another engine; this one gives the same bytes, except for the engine's name`, ...lines].join(
        "\n",
      ) + sealed
    );
  const first = intact
    ? `${path}: not verified, the report is unchanged but its signature is not valid${sealed}`
    : again === undefined
      ? `${path}: not verified, it cannot be rendered again`
      : `${path}: not verified, rendering it again gives different bytes`;
  const onlyContent = differences.length > 0 && differences.every(({ what }) => what === "content");
  return [
    first,
    ...lines,
    ...(onlyContent ? ["  the inputs are the same: the file was altered after it was made"] : []),
    ...(problems.length > 0 ? [formatProblems("error", problems)] : []),
  ].join("\n");
}

function tellRendition(
  path: string,
  { verified, manifest, sha256, again, engine, maker, changes, problems }: RenditionVerification,
): string {
  const made = `report ${manifest.report.slice(0, 12)}, PDF ${manifest.pdf.slice(0, 12)}, date ${manifest.date}, engine ${manifest.engine.slice(0, 12)}`;
  if (verified) return `${path}: verified, made again with the same bytes\n  from     ${made}\n  sha256   ${sha256}`;
  const lines = changes
    .slice(0, told)
    .map(
      ({ kind, line, file, again: now }) =>
        `  differs: ${kind}, line ${line + 1}\n    in the file  ${show(file)}\n    made again   ${show(now)}`,
    );
  const other = [
    ...(engine === undefined ? [] : [tellOther("another engine", manifest.engine, engine)]),
    ...(maker === undefined ? [] : [tellOther("other code for renditions", manifest.maker, maker)]),
  ];
  const silent = again !== undefined && again !== sha256 && lines.length === 0;
  const first =
    again === undefined
      ? `${path}: not verified, it cannot be made again`
      : again === sha256
        ? `${path}: made by another ${engine === undefined ? "release" : "engine"}; this one gives the same bytes, except for the name`
        : `${path}: not verified, making it again gives different bytes`;
  return [
    first,
    ...other,
    ...lines,
    ...(silent ? ["  it says the same: only what cannot be read in it differs"] : []),
    ...(problems.length > 0 ? [formatProblems("error", problems)] : []),
  ].join("\n");
}

/** @param what what made the file, which has another digest here */
function tellOther(what: string, before: string | undefined, now: string): string {
  return `  made by ${what}: ${show(before)}; this one is ${show(now)}. Verify it with the version of Broadsheet that made it`;
}

function tellSignature({ name, time, holds, onlySigned }: NonNullable<Verification["signature"]>): string {
  const state = holds
    ? onlySigned
      ? "and it is valid (the certificate's issuer was not checked)"
      : "but more than a signature was added to the file"
    : "but it is not valid: the file was altered after it was signed";
  return `by ${name} at ${time}, ${state}`;
}

function tellDifference({ what, name, report, again }: Difference): string {
  if (what === "engine")
    return `  made by another engine: ${show(report)}; this one is ${show(again)}. Verify it with the version of Broadsheet that made it`;
  const subject = name === undefined ? what : `${what} ${name}`;
  if (what === "content") return `  differs: ${name}`;
  return `  differs: ${subject}\n    in the file  ${show(report)}\n    rendered now ${show(again)}`;
}

function show(value: unknown): string {
  if (value === undefined) return "none";
  if (typeof value === "object" && value !== null && "sha256" in value && "rows" in value)
    return `${String(value.rows)} rows, sha256 ${String(value.sha256).slice(0, 12)}`;
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 12) : JSON.stringify(value);
}

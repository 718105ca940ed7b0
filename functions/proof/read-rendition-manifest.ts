import { BroadsheetError } from "../core/errors.ts";
import type { RenditionManifest } from "../core/report/rendition/rendition-manifest.ts";
import { isPng, readPngTexts } from "./card/read-png-texts.ts";
import { elementsOf, readHtml } from "./html/read-html.ts";
import { readPackage, textOf } from "./xlsx/read-package.ts";

/** The form of a file by its first bytes; undefined for what is none, such as a PDF. */
export function formOfFile(file: Uint8Array): RenditionManifest["form"] | undefined {
  const begin = new TextDecoder("latin1").decode(file.subarray(0, 15)).toLowerCase();
  if (begin.startsWith("<!doctype html")) return "html";
  if (isPng(file)) return "png";
  if (!begin.startsWith("pk\u0003\u0004")) return undefined;
  const { paths } = readPackage(file);
  const parts = { "manifest.json": "zip", "word/document.xml": "docx", "ppt/presentation.xml": "pptx" } as const;
  return Object.entries(parts).find(([path]) => paths.includes(path))?.[1] ?? "xlsx";
}

/**
 * Reads the manifest of a rendition.
 *
 * @throws BroadsheetError `invalid-request` if it has none, or one that cannot be read
 */
export function readRenditionManifest(file: Uint8Array, form: RenditionManifest["form"]): RenditionManifest {
  const manifest = parse(
    {
      html: manifestOfPage,
      xlsx: manifestOfOffice,
      docx: manifestOfOffice,
      pptx: manifestOfOffice,
      zip: manifestOfFigures,
      png: (card: Uint8Array) => readPngTexts(card).texts.get("broadsheet-manifest") ?? "",
    }[form](file),
  );
  const faulty = Object.entries(shape).flatMap(([key, test]) => (test(manifest[key]) ? [] : [key]));
  if (faulty.length > 0 || manifest["form"] !== form)
    throw new BroadsheetError("invalid-request", {
      code: "faulty-manifest",
      message: `the manifest of the file is faulty: ${faulty.length > 0 ? faulty.join(", ") : "form"}`,
      seen: manifest["form"],
      allowed: form,
      hint: "The file was altered, or made by a later version of Broadsheet",
    });
  return manifest as unknown as RenditionManifest;
}

type Test = (value: unknown) => boolean;
const isText: Test = (value) => typeof value === "string";
const isHash: Test = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isObject: Test = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** A page may bring its fonts along. */
const isOption = ([name, value]: readonly [string, unknown]): boolean => name === "fonts" && value === "embed";

const shape: Readonly<Record<string, Test>> = {
  rendition: (value) => value === 1,
  form: isText,
  options: (value) => isObject(value) && Object.entries(value as object).every(isOption),
  pdf: isHash,
  pdfEngine: (value) => value === undefined || isHash(value),
  // Files of releases before it was named.
  maker: (value) => value === undefined || isHash(value),
  report: isHash,
  engine: isHash,
  template: isHash,
  datasets: (value) => isObject(value) && Object.values(value as object).every(isHash),
  parameters: isObject,
  date: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value),
  language: isText,
  queries: isObject,
};

function manifestOfPage(file: Uint8Array): string {
  const page = readHtml(new TextDecoder().decode(file));
  const meta = [...elementsOf(page)].find(
    ({ name, attributes }) => name === "meta" && attributes["name"] === "broadsheet-manifest",
  );
  return meta?.attributes["content"] ?? "";
}

function manifestOfOffice(file: Uint8Array): string {
  const parts = readPackage(file);
  return parts.bytes("customXml/item1.xml") === undefined ? "" : textOf(parts.part("customXml/item1.xml"));
}

function manifestOfFigures(file: Uint8Array): string {
  return Buffer.from(readPackage(file).bytes("manifest.json") ?? []).toString("utf8");
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text);
    if (isObject(read)) return read as Readonly<Record<string, unknown>>;
  } catch {
    // The error below says it.
  }
  throw new BroadsheetError("invalid-request", {
    code: "no-manifest",
    message: "the file has no manifest of ours: Broadsheet did not make it, or another program rewrote it",
    hint: "Give the file as it was made",
  });
}

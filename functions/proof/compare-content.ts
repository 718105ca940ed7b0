import { sha256 } from "../core/json/canonical-json.ts";
import type { Difference } from "./compare-manifests.ts";
import { listPages } from "./reader/page-list.ts";
import type { PdfReader } from "./reader/pdf-reader.ts";
import {
  isArray,
  isDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
  type PdfItem,
} from "./reader/pdf-syntax.ts";

/** Most parts named; a file rewritten by another program differs in all of them. */
const most = 10;

/**
 * Lists the parts of a PDF that differ from the same report rendered again from the same inputs: the file was altered
 * afterwards.
 */
export function compareContent(report: PdfReader, again: PdfReader): Difference[] {
  const labels = labelsOf(again);
  const numbers = [...new Set([...report.numbers, ...again.numbers])]
    .filter((number) => !isPacking(report, number) && !isPacking(again, number))
    .sort((a, b) => a - b);
  const changed = numbers.filter((number) => fingerprint(report.object(number)) !== fingerprint(again.object(number)));
  const names = [
    ...new Set(
      changed.map((number) => labels.get(number) ?? kindOf(again.object(number) ?? report.object(number), number)),
    ),
  ];
  if (names.length === 0)
    names.push(`bytes outside its objects, the first at ${firstDifference(report.bytes, again.bytes)}`);
  if (report.crossReferenceDamage !== undefined) names.unshift(`the file is damaged: ${report.crossReferenceDamage}`);
  return names.slice(0, most).map((name) => ({ what: "content", name }));
}

/**
 * Whether a part that `compareContent` names is one that names the report's inputs, and so differs between the reports
 * of any two versions of a template.
 */
export function namesInputs(part: string): boolean {
  return /^(?:the document's information|the XMP metadata|the attached file manifest\.json|bytes outside its objects)/.test(
    part,
  );
}

/** Whether an object is a stream that only holds or locates other objects. */
function isPacking(reader: PdfReader, number: number): boolean {
  const type = reader.name(reader.stream(new PdfReference(number, 0))?.dictionary.get("Type"));
  return type === "ObjStm" || type === "XRef";
}

/** Object number → name for people. */
function labelsOf(reader: PdfReader): Map<number, string> {
  const labels = new Map<number, string>();
  const label = (item: PdfItem | undefined, text: string): void => {
    if (item instanceof PdfReference) labels.set(item.number, text);
  };
  label(reader.trailer.get("Info"), "the document's information");
  label(reader.catalog.get("Metadata"), "the XMP metadata");
  for (const { number, object, dictionary } of listPages(reader)) {
    if (object !== undefined) labels.set(object, `page ${number}`);
    const contents = dictionary.get("Contents");
    label(contents, `what page ${number} shows`);
    for (const part of reader.list(contents)) label(part, `what page ${number} shows`);
    for (const annotation of reader.list(dictionary.get("Annots"))) label(annotation, `a link on page ${number}`);
  }
  for (const number of reader.numbers) {
    const item = reader.object(number);
    if (!isDictionary(item) || !item.has("EF")) continue;
    const name = reader.text(item.get("UF")) ?? "";
    labels.set(number, `the attached file ${name}`);
    label(reader.dictionary(item.get("EF")).get("F"), `the attached file ${name}`);
  }
  return labels;
}

function kindOf(item: PdfItem | undefined, number: number): string {
  const dictionary = item instanceof PdfStream ? item.dictionary : isDictionary(item) ? item : undefined;
  const type = dictionary?.get("Type");
  const role = dictionary?.get("S");
  if (role instanceof PdfName && dictionary?.has("P") === true) return `a structure element ${role.name}`;
  return type instanceof PdfName ? `a ${type.name} (object ${number})` : `object ${number}`;
}

function fingerprint(item: PdfItem | undefined): string {
  if (item === undefined || item === null) return "null";
  if (item instanceof PdfName) return `/${item.name}`;
  if (item instanceof PdfString) return JSON.stringify(item.bytes);
  if (item instanceof PdfReference) return `${item.number} ${item.generation} R`;
  if (item instanceof PdfStream) return `${fingerprint(item.dictionary)} ${sha256(item.raw)}`;
  if (isArray(item)) return `[${item.map(fingerprint).join(" ")}]`;
  if (isDictionary(item)) return `<<${[...item].map(([key, value]) => `${key} ${fingerprint(value)}`).join(" ")}>>`;
  return String(item);
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return at;
  return shorter;
}

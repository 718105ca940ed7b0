import { listPages } from "../../functions/proof/reader/page-list.ts";
import { PdfReader } from "../../functions/proof/reader/pdf-reader.ts";
import { PdfName, PdfString, type PdfItem } from "../../functions/proof/reader/pdf-syntax.ts";
import { Findings } from "../../functions/proof/rules/findings.ts";
import { readStructure, type StructureElement } from "../../functions/proof/rules/structure/read-structure.ts";
import type { ReadPdf } from "../core/report/pdf/read-pdf.ts";

const attributes = ["TextDecorationType", "Scope", "Headers", "ColSpan", "RowSpan", "ListNumbering"];

/**
 * Prints the structure tree as a screen reader walks it: one element to a line, indented, with its attributes and its
 * own text.
 *
 * @param read the same file, read by pdf.js, for the text of its marked content
 */
export function printStructure(bytes: Uint8Array, read: ReadPdf): string {
  const reader = new PdfReader(bytes);
  const { roots, elements } = readStructure(reader, new Findings(new Set()));
  const nameOf = ({ type, dictionary }: StructureElement): string =>
    dictionary.has("ID") ? `${type}#${reader.text(dictionary.get("ID"))}` : type;
  const texts = new Map<string, string>();
  for (const { object, number } of listPages(reader)) {
    for (const { mcid, text } of read.pages[number - 1]!.sequences)
      if (mcid !== undefined) texts.set(`${object} ${mcid}`, text);
  }
  const lines: string[] = [];
  const print = (element: StructureElement, indent: string): void => {
    const { dictionary } = element;
    const about = ["Lang", "Alt", "ActualText", "T"].flatMap((key) => {
      const text = reader.text(dictionary.get(key));
      return text === undefined ? [] : [`${key}=${JSON.stringify(text)}`];
    });
    for (const item of reader.list(dictionary.get("A"))) {
      const owner = reader.dictionary(item);
      for (const key of attributes)
        if (owner.has(key))
          about.push(
            `${key}=${reader
              .list(owner.get(key))
              .map((value) => show(reader.resolve(value)))
              .join(",")}`,
          );
    }
    if (dictionary.has("AF")) about.push("AF");
    const others = reader.list(dictionary.get("Ref")).map((item) => reader.dictionary(item));
    if (others.length > 0)
      about.push(
        `Ref=${elements.flatMap((other) => (others.includes(other.dictionary) ? nameOf(other) : [])).join(",")}`,
      );
    const text = element.content
      .map((content) => (content.kind === "marked" ? (texts.get(`${content.owner} ${content.mcid}`) ?? "") : "⧉"))
      .join("");
    lines.push([`${indent}${element.type}`, ...about, ...(text === "" ? [] : [`| ${text}`])].join(" "));
    for (const child of element.children) print(child, `${indent}  `);
  };
  for (const root of roots) print(root, "");
  return `${lines.join("\n")}\n`;
}

function show(value: PdfItem | undefined): string {
  if (value instanceof PdfName) return value.name;
  return value instanceof PdfString ? value.text : String(value);
}

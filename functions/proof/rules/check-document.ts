import { everyDictionary } from "../reader/every-dictionary.ts";
import { isArray, type PdfDictionary, type PdfItem } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

const allowedActions = new Set(["GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"]);
const allowedNamed = new Set(["NextPage", "PrevPage", "FirstPage", "LastPage"]);

/**
 * RFC 3066, to which ISO 32000-1, 14.9.2 refers: subtags of 1 to 8 letters and digits, the first of letters only. An
 * empty text means that the language is unknown.
 */
const language = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i;

/** The rules for the catalog and everything below it. */
export function checkDocument({ reader, pages, structure, findings }: Inspection): void {
  const { catalog } = reader;
  if (catalog.size === 0 || pages.length === 0) findings.add("no-catalog");
  const mark = reader.dictionary(catalog.get("MarkInfo"));
  if (reader.resolve(mark.get("Marked")) !== true) findings.add("not-marked");
  if (reader.resolve(mark.get("Suspects")) === true) findings.add("suspects");
  if (reader.dictionary(catalog.get("StructTreeRoot")).size === 0) findings.add("no-structure-tree");
  if (reader.resolve(reader.dictionary(catalog.get("ViewerPreferences")).get("DisplayDocTitle")) !== true)
    findings.add("title-not-shown");
  checkLanguage(catalog, "the document");
  for (const { dictionary, object } of structure.elements) checkLanguage(dictionary, `object ${object ?? "?"}`);
  const spoken = reader.text(catalog.get("Lang")) ?? "";
  if (spoken === "" && reader.dictionary(catalog.get("Outlines")).has("First"))
    findings.add("no-language", "the outline");
  if (spoken === "") {
    for (const { dictionary, parent, object } of structure.elements) {
      const said = ["Alt", "ActualText", "E"].some((key) => dictionary.has(key));
      if (said && !ancestors(dictionary, parent).some((node) => node.has("Lang")))
        findings.add("no-language", `object ${object ?? "?"}`);
    }
  }
  const form = reader.dictionary(catalog.get("AcroForm"));
  if (form.has("XFA")) findings.add("xfa-form");
  if (reader.resolve(form.get("NeedAppearances")) === true) findings.add("need-appearances");
  if (reader.resolve(catalog.get("NeedsRendering")) === true) findings.add("needs-rendering");
  if (catalog.has("Requirements")) findings.add("requirements");
  if (
    reader.dictionary(catalog.get("Names")).has("AlternatePresentations") ||
    pages.some(({ dictionary }) => dictionary.has("PresSteps"))
  )
    findings.add("alternate-presentations");
  if (catalog.has("AA")) findings.add("additional-actions", "the document");
  for (const { dictionary, number } of pages)
    if (dictionary.has("AA")) findings.add("additional-actions", `page ${number}`);
  if (reader.dictionary(catalog.get("Names")).has("JavaScript"))
    findings.add("forbidden-action", "JavaScript of the document");
  checkActions(catalog.get("OpenAction"), "the opening action");
  checkOptionalContent();
  for (const { dictionary, object } of everyDictionary(reader)) {
    const place = `object ${object}`;
    checkActions(dictionary.get("A"), place);
    const isWidget = reader.name(dictionary.get("Subtype")) === "Widget";
    const isField = dictionary.has("FT") || isWidget;
    // 6.4.1 and 6.5.2: a form field and its annotation have no actions at all.
    if (isField && (dictionary.has("AA") || dictionary.has("A"))) findings.add("additional-actions", place);
    checkPermission(dictionary, place);
  }

  function checkLanguage(dictionary: PdfDictionary, place: string): void {
    const tag = reader.text(dictionary.get("Lang"));
    if (tag !== undefined && tag !== "" && !language.test(tag)) findings.add("invalid-language", `${place}: ${tag}`);
  }

  /** 6.1.12: a signature that grants permissions names no digest. */
  function checkPermission(dictionary: PdfDictionary, place: string): void {
    if (!reader.dictionary(catalog.get("Perms")).has("DocMDP")) return;
    for (const item of reader.list(dictionary.get("Reference"))) {
      const reference = reader.dictionary(item);
      if (
        reference.has("TransformMethod") &&
        ["DigestLocation", "DigestMethod", "DigestValue"].some((key) => reference.has(key))
      )
        findings.add("permissions", place);
    }
  }

  function checkActions(item: PdfItem | undefined, place: string): void {
    const seen = new Set<PdfDictionary>();
    const visit = (next: PdfItem | undefined): void => {
      const action = reader.dictionary(next);
      const kind = reader.name(action.get("S"));
      if (kind === undefined || seen.has(action)) return;
      seen.add(action);
      // A may also hold the attribute object of a structure element, which has an owner.
      if (action.has("O")) return;
      const allowed =
        kind === "Named" ? allowedNamed.has(reader.name(action.get("N")) ?? "") : allowedActions.has(kind);
      if (!allowed) findings.add("forbidden-action", `${place}: ${kind}`);
      for (const following of reader.list(action.get("Next"))) visit(following);
    };
    visit(item);
  }

  function checkOptionalContent(): void {
    const content = reader.dictionary(catalog.get("OCProperties"));
    if (content.size === 0) return;
    const configurations = [content.get("D"), ...reader.list(content.get("Configs"))].map((item) =>
      reader.dictionary(item),
    );
    const names = configurations.map((configuration) => reader.text(configuration.get("Name")) ?? "");
    for (const [index, name] of names.entries()) {
      if (name === "" || names.indexOf(name) !== index || configurations[index]!.has("AS"))
        findings.add("optional-content", name);
    }
    // 6.9: if Order is present, it lists every group.
    const groups = reader.list(content.get("OCGs")).map((item) => reader.dictionary(item));
    for (const configuration of configurations) {
      const listed = new Set<PdfDictionary>();
      const gather = (item: PdfItem, depth: number): void => {
        const value = reader.resolve(item);
        if (isArray(value)) {
          if (depth < 50) for (const member of value) gather(member, depth + 1);
        } else listed.add(reader.dictionary(item));
      };
      if (configuration.has("Order")) for (const item of reader.list(configuration.get("Order"))) gather(item, 0);
      if (configuration.has("Order") && groups.some((group) => !listed.has(group)))
        findings.add("optional-content", "Order leaves out a group");
    }
  }
}

function ancestors(
  dictionary: PdfDictionary,
  parent: Inspection["structure"]["elements"][number] | undefined,
): PdfDictionary[] {
  const nodes = [dictionary];
  for (let node = parent; node !== undefined; node = node.parent) nodes.push(node.dictionary);
  return nodes;
}

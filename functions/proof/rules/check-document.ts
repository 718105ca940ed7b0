import type { PdfDictionary } from "../reader/pdf-syntax.ts";
import { checkActions } from "./check-actions.ts";
import { checkDestinations } from "./check-destinations.ts";
import { checkPrivateUse } from "./check-private-use.ts";
import { checkOptionalContent } from "./check-optional-content.ts";
import type { Inspection } from "./inspection.ts";

/**
 * RFC 3066, to which ISO 32000-1, 14.9.2 refers: subtags of 1 to 8 letters and digits, the first of letters only. An
 * empty text means that the language is unknown.
 */
const language = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i;

/** The rules for the catalog and everything below it. */
export function checkDocument(inspection: Inspection): void {
  checkCatalog(inspection);
  checkDestinations(inspection);
  checkPrivateUse(inspection);
  checkLanguages(inspection);
  checkSilentTexts(inspection);
  checkForm(inspection);
  checkActions(inspection);
  checkOptionalContent(inspection);
}

function checkCatalog({ reader, pages, findings }: Inspection): void {
  const { catalog } = reader;
  if (catalog.size === 0 || pages.length === 0) findings.add("no-catalog");
  const mark = reader.dictionary(catalog.get("MarkInfo"));
  if (reader.resolve(mark.get("Marked")) !== true) findings.add("not-marked");
  if (reader.resolve(mark.get("Suspects")) === true) findings.add("suspects");
  if (reader.dictionary(catalog.get("StructTreeRoot")).size === 0) findings.add("no-structure-tree");
  if (reader.resolve(reader.dictionary(catalog.get("ViewerPreferences")).get("DisplayDocTitle")) !== true)
    findings.add("title-not-shown");
  if (reader.resolve(catalog.get("NeedsRendering")) === true) findings.add("needs-rendering");
  if (catalog.has("Requirements")) findings.add("requirements");
  if ((reader.text(catalog.get("Lang")) ?? "") === "") findings.add("no-default-language");
  if (
    reader.dictionary(catalog.get("Names")).has("AlternatePresentations") ||
    pages.some(({ dictionary }) => dictionary.has("PresSteps"))
  )
    findings.add("alternate-presentations");
}

function checkForm({ reader, findings }: Inspection): void {
  const form = reader.dictionary(reader.catalog.get("AcroForm"));
  if (form.has("XFA")) findings.add("xfa-form");
  if (reader.resolve(form.get("NeedAppearances")) === true) findings.add("need-appearances");
}

/** Languages that are named are named correctly. */
function checkLanguages({ reader, structure, findings }: Inspection): void {
  const check = (dictionary: PdfDictionary, place: string): void => {
    const tag = reader.text(dictionary.get("Lang"));
    if (tag !== undefined && tag !== "" && !language.test(tag)) findings.add("invalid-language", `${place}: ${tag}`);
  };
  check(reader.catalog, "the document");
  for (const { dictionary, object } of structure.elements) check(dictionary, `object ${object ?? "?"}`);
}

/** Without a language of the document, texts beside the content need one of their own. */
function checkSilentTexts({ reader, structure, findings }: Inspection): void {
  const { catalog } = reader;
  if ((reader.text(catalog.get("Lang")) ?? "") !== "") return;
  if (reader.dictionary(catalog.get("Outlines")).has("First")) findings.add("no-language", "the outline");
  for (const { dictionary, parent, object } of structure.elements) {
    const said = ["Alt", "ActualText", "E"].some((key) => dictionary.has(key));
    if (said && !ancestors(dictionary, parent).some((node) => node.has("Lang")))
      findings.add("no-language", `object ${object ?? "?"}`);
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

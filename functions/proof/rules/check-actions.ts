import { everyDictionary } from "../reader/every-dictionary.ts";
import type { PdfDictionary, PdfItem } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

const allowedActions = ["GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"];
/** Actions that PDF/A-4 allows besides (ISO 19005-4, 6.6.1). */
const laterActions = ["JavaScript", "RichMediaExecute", "GoToDp"];
/** Events whose actions PDF/A-4 allows, but for form fields, which may have any (6.6.3). */
const allowedEvents = new Set(["E", "X", "D", "U", "Fo", "Bl"]);
const allowedNamed = new Set(["NextPage", "PrevPage", "FirstPage", "LastPage"]);

/**
 * The rules for actions (ISO 19005-3, 6.5; ISO 19005-4, 6.6), and for signatures that grant permissions, in the whole
 * file.
 */
export function checkActions(inspection: Inspection): void {
  const { reader, pages, findings } = inspection;
  const { catalog } = reader;
  if (catalog.has("AA")) findings.add("additional-actions", "the document");
  for (const { dictionary, number } of pages)
    if (dictionary.has("AA")) findings.add("additional-actions", `page ${number}`);
  for (const [holder, place] of [
    [catalog, "the document"] as const,
    ...pages.map(({ dictionary, number }) => [dictionary, `page ${number}`] as const),
  ])
    checkEvents(holder, place, inspection);
  if (reader.dictionary(catalog.get("Names")).has("JavaScript") && !inspection.standards.has("ISO 19005-4"))
    findings.add("forbidden-action", "JavaScript of the document");
  checkAction(catalog.get("OpenAction"), "the opening action", inspection);
  for (const { dictionary, object } of everyDictionary(reader)) {
    const place = `object ${object}`;
    checkAction(dictionary.get("A"), place, inspection);
    const isWidget = reader.name(dictionary.get("Subtype")) === "Widget";
    const isField = dictionary.has("FT") || isWidget;
    // 6.4.1 and 6.5.2: a form field and its annotation have no actions at all.
    if (isField && (dictionary.has("AA") || dictionary.has("A"))) findings.add("additional-actions", place);
    if (isWidget && dictionary.has("A")) findings.add("widget-action", place);
    if (!isField && dictionary.has("Rect")) checkEvents(dictionary, place, inspection);
    checkPermission(dictionary, place, inspection);
  }
}

function checkEvents(holder: PdfDictionary, place: string, { reader, findings }: Inspection): void {
  for (const event of reader.dictionary(holder.get("AA")).keys())
    if (!allowedEvents.has(event)) findings.add("trigger-event", `${place}: ${event}`);
}

/** Checks an action and those that follow it. */
function checkAction(item: PdfItem | undefined, place: string, { reader, findings, standards }: Inspection): void {
  const allowedKinds = new Set([...allowedActions, ...(standards.has("ISO 19005-4") ? laterActions : [])]);
  const seen = new Set<PdfDictionary>();
  const visit = (next: PdfItem | undefined): void => {
    const action = reader.dictionary(next);
    const kind = reader.name(action.get("S"));
    if (kind === undefined || seen.has(action)) return;
    seen.add(action);
    // A may also hold the attribute object of a structure element, which has an owner.
    if (action.has("O")) return;
    const allowed = kind === "Named" ? allowedNamed.has(reader.name(action.get("N")) ?? "") : allowedKinds.has(kind);
    if (!allowed) findings.add("forbidden-action", `${place}: ${kind}`);
    for (const following of reader.list(action.get("Next"))) visit(following);
  };
  visit(item);
}

/** 6.1.12: a signature that grants permissions names no digest. */
function checkPermission(dictionary: PdfDictionary, place: string, { reader, findings }: Inspection): void {
  if (!reader.dictionary(reader.catalog.get("Perms")).has("DocMDP")) return;
  for (const item of reader.list(dictionary.get("Reference"))) {
    const reference = reader.dictionary(item);
    if (
      reference.has("TransformMethod") &&
      ["DigestLocation", "DigestMethod", "DigestValue"].some((key) => reference.has(key))
    )
      findings.add("permissions", place);
  }
}

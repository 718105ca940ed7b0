import type { PdfReader } from "../reader/pdf-reader.ts";
import { readProfile } from "./content/check-profile.ts";
import type { Findings } from "./findings.ts";

/**
 * The rules for output intents (ISO 19005-3, 6.2.3).
 *
 * @returns number of components of the PDF/A intent's profile; `undefined` without a valid one
 */
export function checkOutputIntents(reader: PdfReader, findings: Findings): number | undefined {
  const intents = reader.list(reader.catalog.get("OutputIntents")).map((item) => reader.dictionary(item));
  if (intents.some((intent) => intent.has("DestOutputProfileRef"))) findings.add("output-intent-reference");
  const profiles = new Set(intents.flatMap((intent) => reader.stream(intent.get("DestOutputProfile")) ?? []));
  if (profiles.size > 1) findings.add("output-intent", "different profiles");
  const archival = intents.find((intent) => reader.name(intent.get("S")) === "GTS_PDFA1");
  if (archival === undefined) return undefined;
  const stream = reader.stream(archival.get("DestOutputProfile"));
  const head = stream === undefined ? undefined : readProfile(reader.decode(stream));
  if (
    head === undefined ||
    head.version > 4 ||
    !["prtr", "mntr"].includes(head.kind) ||
    head.components !== reader.number(stream!.dictionary.get("N"))
  ) {
    findings.add("output-intent");
    return undefined;
  }
  return head.components;
}

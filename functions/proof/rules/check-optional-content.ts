import type { PdfReader } from "../reader/pdf-reader.ts";
import { isArray, type PdfDictionary, type PdfItem } from "../reader/pdf-syntax.ts";
import type { Inspection } from "./inspection.ts";

/** The rules for optional content (ISO 19005-3, 6.9). */
export function checkOptionalContent({ reader, findings }: Inspection): void {
  const content = reader.dictionary(reader.catalog.get("OCProperties"));
  if (content.size === 0) return;
  const configurations = [content.get("D"), ...reader.list(content.get("Configs"))].map((item) =>
    reader.dictionary(item),
  );
  const names = configurations.map((configuration) => reader.text(configuration.get("Name")) ?? "");
  for (const [index, name] of names.entries()) {
    if (name === "" || names.indexOf(name) !== index || configurations[index]!.has("AS"))
      findings.add("optional-content", name);
  }
  // If Order is present, it lists every group.
  const groups = reader.list(content.get("OCGs")).map((item) => reader.dictionary(item));
  for (const configuration of configurations) {
    if (!configuration.has("Order")) continue;
    const listed = listedGroups(configuration, reader);
    if (groups.some((group) => !listed.has(group))) findings.add("optional-content", "Order leaves out a group");
  }
}

function listedGroups(configuration: PdfDictionary, reader: PdfReader): ReadonlySet<PdfDictionary> {
  const listed = new Set<PdfDictionary>();
  const gather = (item: PdfItem, depth: number): void => {
    const value = reader.resolve(item);
    if (!isArray(value)) listed.add(reader.dictionary(item));
    else if (depth < 50) for (const member of value) gather(member, depth + 1);
  };
  for (const item of reader.list(configuration.get("Order"))) gather(item, 0);
  return listed;
}

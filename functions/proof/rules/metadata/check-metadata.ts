import { PdfStream } from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";
import { propertyOf, readProperties, type Property } from "./read-packet.ts";
import { readExtensions } from "./read-extensions.ts";
import { faultOfRdf } from "./check-rdf.ts";
import { namespaces, predefinedSchemas, predefinedStructures } from "./xmp-schemas.ts";
import { hasType } from "./xmp-types.ts";

/** Namespaces whose properties require a certain prefix (ISO 19005-3, 6.6.4; ISO 14289-1, 5; and their later parts). */
const prefixes: Readonly<
  Record<
    string,
    { readonly prefix: string; readonly names: readonly string[]; readonly code: "pdfa-prefix" | "pdfua-prefix" }
  >
> = {
  [namespaces.pdfaid]: { prefix: "pdfaid", names: ["part", "conformance", "amd", "corr", "rev"], code: "pdfa-prefix" },
  [namespaces.pdfuaid]: { prefix: "pdfuaid", names: ["part", "amd", "corr", "rev"], code: "pdfua-prefix" },
};

/**
 * The rules for XMP metadata (ISO 19005-3, 6.6; ISO 14289-1, 5 and 7.1), of the document and of every object that has
 * it.
 */
export function checkMetadata(inspection: Inspection): void {
  const { reader, findings } = inspection;
  const main = reader.stream(reader.catalog.get("Metadata"));
  if (main === undefined)
    for (const code of [
      "no-metadata",
      "no-title",
      "pdfua-not-claimed",
      "pdfa-not-claimed",
      "pdfua2-not-claimed",
      "pdfa4-not-claimed",
    ] as const)
      findings.add(code);
  else checkClaims(checkPacket(main, "the document", inspection), inspection);
  for (const number of reader.numbers) {
    const item = reader.object(number);
    if (item instanceof PdfStream && item !== main && reader.name(item.dictionary.get("Type")) === "Metadata")
      checkPacket(item, `object ${number}`, inspection);
  }
}

/** Checks what the document's metadata must state. The standards of other parts than the claimed ones do not apply. */
function checkClaims(found: readonly Property[], { findings }: Inspection): void {
  const value = (uri: string, name: string): string | undefined => propertyOf(found, uri, name);
  if ((value(namespaces.dc, "title") ?? "") === "") findings.add("no-title");
  const part = value(namespaces.pdfuaid, "part");
  if (part !== "1") findings.add("pdfua-not-claimed");
  if (part !== "2") findings.add("pdfua2-not-claimed");
  if (value(namespaces.pdfuaid, "rev") !== "2024") findings.add("pdfua2-edition");
  const [archive, level] = [value(namespaces.pdfaid, "part"), value(namespaces.pdfaid, "conformance")];
  if (archive !== "3" || level !== "A") findings.add("pdfa-not-claimed", claim(archive, level));
  if (archive !== "4" || level !== "F") findings.add("pdfa4-not-claimed", claim(archive, level));
  if (!/^\d{4}$/.test(value(namespaces.pdfaid, "rev") ?? "")) findings.add("pdfa4-edition");
}

/** The rules for any packet. @returns its properties */
function checkPacket(stream: PdfStream, place: string, { reader, findings }: Inspection): readonly Property[] {
  const { text, root, properties: found } = readProperties(reader.decode(stream));
  const fault = root === undefined ? "it is not well-formed XML in UTF-8" : faultOfRdf(root);
  if (fault !== undefined) findings.add("metadata-malformed", `${place}: ${fault}`);
  // The header is a processing instruction; its attributes may stand in any order.
  if (/<\?xpacket\s(?:[^?]*\s)?(?:bytes|encoding)\s*=/.test(text ?? ""))
    findings.add("metadata-malformed", `${place}: bytes or encoding in the packet's header`);
  if (root === undefined) return [];
  const containers = found.flatMap(({ namespace, name, element }) =>
    namespace === namespaces.extension && name === "schemas" && element !== undefined ? [element] : [],
  );
  const { properties, structures } = readExtensions(containers, predefinedStructures, (where) =>
    findings.add("extension-schema", `${place}: ${where}`),
  );
  for (const property of found) {
    const { namespace, name, prefix } = property;
    const rule = prefixes[namespace];
    if (rule?.names.includes(name) === true && prefix !== rule.prefix)
      findings.add(rule.code, `${place}: ${prefix}:${name}`);
    if (namespace === namespaces.extension && name === "schemas") continue;
    const schema = predefinedSchemas.get(namespace);
    const type =
      (schema !== undefined && Object.hasOwn(schema, name) ? schema[name] : undefined) ??
      properties.get(namespace)?.get(name);
    if (type === undefined) findings.add("undescribed-property", `${place}: ${namespace} ${name}`);
    else if (!hasType(property, type, structures))
      findings.add("property-type", `${place}: ${prefix}:${name} is not of the type ${type}`);
  }
  return found;
}

function claim(part = "", conformance = ""): string {
  return part === "" ? "" : `it says PDF/A-${part}${conformance.toLowerCase()}`;
}

import { isArray, isDictionary, PdfName, PdfStream, PdfString, type PdfItem } from "../reader/pdf-syntax.ts";
import type { PdfReader } from "../reader/pdf-reader.ts";
import { checkValue } from "./check-value.ts";
import type { Findings } from "./findings.ts";
import type { Inspection } from "./inspection.ts";

const filters = new Set([
  "ASCIIHexDecode",
  "ASCII85Decode",
  "FlateDecode",
  "RunLengthDecode",
  "CCITTFaxDecode",
  "JBIG2Decode",
  "DCTDecode",
  "JPXDecode",
]);
/** ISO 19005-3, 6.1.13. */
const limits = { objects: 8_388_607, colourants: 32 } as const;
/** Keys whose names must be UTF-8 (6.1.8): those of fonts and structure types. */
const readableNames = new Set(["BaseFont", "FontName", "S"]);

/** The rules for a file's bytes and the syntax of its objects. */
export function checkFile({ reader, findings }: Inspection): void {
  const { bytes, trailer } = reader;
  const head = Buffer.from(bytes.subarray(0, 32)).toString("latin1");
  if (!/^%PDF-1\.[0-7]\r?\n?(?:\r|\n|$)?%[\x80-\xff]{4}/.test(head)) findings.add("header");
  if (!/^%PDF-2\.\d(?:\r\n|\r|\n)%[\x80-\xff]{4}/.test(head)) findings.add("header2");
  checkInformation(reader, findings);
  const id = reader.list(trailer.get("ID")).map(reader.resolve);
  if (id.length !== 2 || id.some((part) => !(part instanceof PdfString) || part.bytes === ""))
    findings.add("no-file-id");
  if (!/%%EOF[\r\n]{0,2}$/.test(Buffer.from(bytes.subarray(-64)).toString("latin1"))) findings.add("data-after-end");
  if (reader.crossReferenceDamage !== undefined) findings.add("cross-references", reader.crossReferenceDamage);
  for (const key of reader.dictionary(reader.catalog.get("Perms")).keys())
    if (key !== "UR3" && key !== "DocMDP") findings.add("permissions", key);
  for (const value of trailer.values()) checkItem(value, "the trailer");
  if (reader.numbers.length > limits.objects) findings.add("too-large-value", `${reader.numbers.length} objects`);
  const roles = reader.dictionary(reader.dictionary(reader.catalog.get("StructTreeRoot")).get("RoleMap"));
  for (const role of [...roles.keys(), ...[...roles.values()].map((item) => reader.name(item) ?? "")])
    if (!isUtf8(role)) findings.add("name-not-utf-8", "the role map");
  for (const number of reader.numbers) {
    const item = reader.object(number);
    checkItem(item, `object ${number}`);
    if (item instanceof PdfStream) checkStream(item, `object ${number}`);
  }

  function checkStream(stream: PdfStream, place: string): void {
    const { dictionary } = stream;
    if (!stream.lengthHolds) findings.add("stream-length", place);
    if (["F", "FFilter", "FDecodeParms"].some((key) => dictionary.has(key))) findings.add("external-stream", place);
    for (const filter of reader.filters(stream))
      if (!filters.has(filter)) findings.add("forbidden-filter", `${place}: ${filter}`);
    checkItem(dictionary, place);
  }

  function checkItem(item: PdfItem | undefined, place: string): void {
    checkValue(item, place, findings, (inner) => {
      if (isArray(inner)) checkColourants(inner, place);
      if (!isDictionary(inner)) return;
      for (const [key, member] of inner)
        if (readableNames.has(key) && member instanceof PdfName && !isUtf8(member.name))
          findings.add("name-not-utf-8", place);
    });
  }

  /** Checks the names of the colourants in Separation and DeviceN spaces, and their number in DeviceN. */
  function checkColourants(items: readonly PdfItem[], place: string): void {
    const kind = items[0] instanceof PdfName ? items[0].name : "";
    if (kind !== "Separation" && kind !== "DeviceN") return;
    const names = reader.list(items[1]).map((item) => reader.name(item) ?? "");
    if (names.some((colourant) => !isUtf8(colourant))) findings.add("name-not-utf-8", place);
    if (names.length > limits.colourants) findings.add("too-large-value", `${place}: ${names.length} colourants`);
  }
}

/** What PDF 2.0 leaves to the metadata and to the header (ISO 19005-4, 6.1.3 and 6.1.12). */
function checkInformation(reader: PdfReader, findings: Findings): void {
  const { trailer, catalog } = reader;
  if (trailer.has("Info") && !catalog.has("PieceInfo")) findings.add("information", "Info");
  const more = [...reader.dictionary(trailer.get("Info")).keys()].filter((key) => key !== "ModDate");
  if (more.length > 0) findings.add("information", more.join(", "));
  const version = reader.name(catalog.get("Version"));
  if (version !== undefined && !/^2\.\d$/.test(version)) findings.add("catalog-version", version);
}

function isUtf8(bytes: string): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(bytes, "latin1"));
    return true;
  } catch {
    return false;
  }
}

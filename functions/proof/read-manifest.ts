import { BroadsheetError } from "../core/errors.ts";
import type { Manifest } from "../core/report/pdf/manifest-attachment.ts";
import { readAttachments } from "./read-attachments.ts";
import type { PdfReader } from "./reader/pdf-reader.ts";
import { PdfStream } from "./reader/pdf-syntax.ts";

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === "string";
const isHash: Test = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isDate: Test = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
const isObject: Test = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const each =
  (test: Test): Test =>
  (value) =>
    isObject(value) && Object.values(value as object).every(test);
const isTrace: Test = (value) => isObject(value) && isHash((value as { sha256?: unknown }).sha256);

/** What the manifest says of data that were not fresh. */
const isStale: Test = (value) => isObject(value) && ["since", "within"].every((key) => isText((value as never)[key]));

const shape: Readonly<Record<Exclude<keyof Manifest, "acceptedBy" | "rows" | "sources" | "stale">, Test>> = {
  manifest: (value) => value === 1,
  report: isHash,
  engine: isHash,
  template: isHash,
  datasets: each(isHash),
  parameters: isObject,
  date: isDate,
  language: isText,
  queries: each(isTrace),
  fonts: each(isHash),
  attachments: each(isHash),
  warnings: each((value) => typeof value === "number"),
};

/**
 * Reads the manifest inside a report.
 *
 * @throws BroadsheetError `invalid-request` if the PDF has none, or one that cannot be read
 */
export function readManifest(reader: PdfReader): Manifest {
  if (reader.encrypted)
    throw unreadable(
      "encrypted-pdf",
      "the PDF is encrypted, so its manifest cannot be read",
      "Give the file as it was made",
    );
  const body = readAttachments(reader).get("manifest.json");
  if (body === undefined) {
    refuseDamage(reader);
    throw unreadable(
      "no-manifest",
      "the PDF has no manifest.json: Broadsheet did not make it, or another program rewrote it",
      "Give the file as it was made",
    );
  }
  const manifest = parse(body);
  const members = manifest as Record<string, unknown> | undefined;
  const faulty = Object.entries(shape).flatMap(([key, test]) => (test(members?.[key]) ? [] : [key]));
  if (members?.["stale"] !== undefined && !each(isStale)(members["stale"])) faulty.push("stale");
  if (faulty.length > 0) refuseDamage(reader);
  if (faulty.length > 0)
    throw unreadable(
      "faulty-manifest",
      `the manifest of the PDF is faulty: ${faulty.join(", ")}`,
      "The file was altered, or made by a later version of Broadsheet",
    );
  return manifest as Manifest;
}

/** Refuses a damaged file, naming the damage, if that is why its manifest cannot be read. */
function refuseDamage(reader: PdfReader): void {
  const { crossReferenceDamage, bytes } = reader;
  // Every object is read, since the damaged one may not have been read yet.
  for (const number of reader.numbers) {
    const item = reader.object(number);
    if (item instanceof PdfStream && reader.filters(item).includes("FlateDecode")) reader.decode(item);
  }
  const objects = reader.damage.map(({ object, message }) =>
    object === undefined ? message : `object ${object}: ${message}`,
  );
  const places = [...(crossReferenceDamage === undefined ? [] : [crossReferenceDamage]), ...objects.slice(0, 3)];
  if (places.length === 0) return;
  throw unreadable(
    "damaged-pdf",
    `the PDF is damaged, so its manifest cannot be read: ${places.join("; ")}; the file has ${bytes.length} bytes`,
    "Give the whole file, as it was made",
  );
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function unreadable(code: string, message: string, hint: string): BroadsheetError {
  return new BroadsheetError("invalid-request", { code, message, hint });
}

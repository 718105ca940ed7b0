import type { PdfStream } from "../../reader/pdf-syntax.ts";
import type { Inspection } from "../inspection.ts";

const components: Readonly<Record<string, number>> = { GRAY: 1, "RGB ": 3, CMYK: 4, "Lab ": 3 };

/** The rules for an ICC profile of a colour space (ISO 19005-3, 6.2.4.2). */
export function checkProfile({ reader, findings }: Inspection, profile: PdfStream | undefined, place: string): void {
  if (profile === undefined) return findings.add("icc-profile", place);
  const head = readProfile(reader.decode(profile));
  const allowed = ["prtr", "mntr", "scnr", "spac"];
  if (
    head === undefined ||
    head.version > 4 ||
    !allowed.includes(head.kind) ||
    head.components !== reader.number(profile.dictionary.get("N"))
  )
    findings.add("icc-profile", place);
}

/** Reads the header of an ICC profile (ICC.1, 7.2); `undefined` if it is not one. */
export function readProfile(
  bytes: Uint8Array,
): { readonly version: number; readonly kind: string; readonly components: number } | undefined {
  const text = Buffer.from(bytes.subarray(0, 128)).toString("latin1");
  const space = components[text.slice(16, 20)];
  if (text.slice(36, 40) !== "acsp" || space === undefined) return undefined;
  return { version: bytes[8]!, kind: text.slice(12, 16), components: space };
}

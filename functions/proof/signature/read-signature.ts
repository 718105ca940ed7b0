import { createHash, X509Certificate, verify } from "node:crypto";
import forge from "node-forge";
import { PdfReader } from "../reader/pdf-reader.ts";
import { isDictionary, PdfString, type PdfDictionary } from "../reader/pdf-syntax.ts";
import { signatureUpdate } from "./signature-update.ts";

/** The signature of a report, and whether it is valid. */
export interface ReportSignature {
  /** Who signed, according to the certificate, whose issuer is not checked. */
  readonly name: string;
  /** When, in ISO 8601, according to the signer. */
  readonly time: string;
  /** Whether it is a signature of these bytes by the certificate's key. */
  readonly holds: boolean;
  /** The report as it was before signing. */
  readonly report: Uint8Array;
  /** Whether nothing was added to the report except the signature. */
  readonly onlySigned: boolean;
}

/** Reads the signature at the end of a report; `undefined` for a file without one. */
export function readSignature(pdf: Uint8Array): ReportSignature | undefined {
  const reader = new PdfReader(pdf);
  const signature = findSignature(reader);
  if (signature === undefined) return undefined;
  const contents = signature.get("Contents");
  const range = reader.list(signature.get("ByteRange")).map((item) => reader.number(item) ?? -1);
  const time = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(reader.text(signature.get("M")) ?? "");
  const previous = reader.number(reader.trailer.get("Prev"));
  if (!(contents instanceof PdfString) || time === null || previous === undefined) return undefined;
  const [, year, month, day, hour, minute, second] = time;
  const said = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  const name = reader.text(signature.get("Name")) ?? "";
  const report = pdf.subarray(0, endOf(pdf, previous));
  return {
    name,
    time: said,
    holds: holds(pdf, contents.bytes, range),
    report,
    onlySigned: isOnlySigned(pdf, report, range, { name, time: new Date(said), room: contents.bytes.length }),
  };
}

function findSignature(reader: PdfReader): PdfDictionary | undefined {
  for (const field of reader.list(reader.dictionary(reader.catalog.get("AcroForm")).get("Fields"))) {
    const value = reader.resolve(reader.dictionary(field).get("V"));
    if (isDictionary(value) && reader.name(value.get("Type")) === "Sig") return value;
  }
  return undefined;
}

/** The end of the file whose cross-references begin at `start`: the byte after its end-of-file marker. */
function endOf(pdf: Uint8Array, start: number): number {
  const marker = `startxref\n${start}\n%%EOF`;
  const at = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).indexOf(marker, start, "latin1");
  const end = at + marker.length;
  return at < 0 ? 0 : pdf[end] === 0x0a ? end + 1 : end;
}

/** Whether the report with an empty signature added equals the file in everything but the signature. */
function isOnlySigned(
  pdf: Uint8Array,
  report: Uint8Array,
  range: readonly number[],
  claim: Parameters<typeof signatureUpdate>[1],
): boolean {
  if (report.length === 0) return false;
  const { bytes, from, to } = signatureUpdate(report, claim);
  const same = (a: number, b: number): boolean => Buffer.compare(bytes.subarray(a, b), pdf.subarray(a, b)) === 0;
  return range[1] === from && range[2] === to && bytes.length === pdf.length && same(0, from) && same(to, bytes.length);
}

/** Checks the digest of the bytes, and the signature over the attributes that contain it (RFC 5652, 5.4). */
function holds(pdf: Uint8Array, contents: string, [start, length, next, rest]: readonly number[]): boolean {
  if (start !== 0 || length === undefined || next === undefined || rest === undefined || next + rest !== pdf.length)
    return false;
  const digest = createHash("sha256").update(pdf.subarray(0, length)).update(pdf.subarray(next)).digest("binary");
  try {
    const { rawCapture, certificates } = forge.pkcs7.messageFromAsn1(
      forge.asn1.fromDer(contents, { parseAllBytes: false } as unknown as boolean),
    ) as SignedMessage;
    const attributes = forge.asn1.create(
      forge.asn1.Class.UNIVERSAL,
      forge.asn1.Type.SET,
      true,
      rawCapture.authenticatedAttributes as forge.asn1.Asn1[],
    );
    const named = rawCapture.authenticatedAttributes.map((attribute) => attribute.value as forge.asn1.Asn1[]);
    const stated = named.find(
      ([type]) => forge.asn1.derToOid(type!.value as string) === forge.pki.oids["messageDigest"],
    )?.[1]?.value;
    if (!Array.isArray(stated) || stated[0]?.value !== digest) return false;
    const { publicKey } = new X509Certificate(forge.pki.certificateToPem(certificates[0]!));
    return verify(
      "sha256",
      Buffer.from(forge.asn1.toDer(attributes).getBytes(), "latin1"),
      publicKey,
      Buffer.from(rawCapture.signature, "latin1"),
    );
  } catch {
    return false;
  }
}

/** The fields of forge's parsed message, which its types omit. */
interface SignedMessage {
  readonly rawCapture: { readonly authenticatedAttributes: readonly forge.asn1.Asn1[]; readonly signature: string };
  readonly certificates: readonly forge.pki.Certificate[];
}

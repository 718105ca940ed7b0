import forge from "node-forge";
import { BroadsheetError } from "../../core/errors.ts";
import type { KeyStore } from "./read-key-store.ts";
import { signatureUpdate } from "./signature-update.ts";

/** Bytes of a signature beyond its certificates and the key's length: names, attributes, algorithms. */
const overhead = 1500;

/**
 * Signs a report: appends a detached CMS signature over the whole file (ISO 32000-1, 12.8.3.3; RFC 5652), SHA-256 with
 * RSA. The report stays inside byte for byte. Same report, key and time, same bytes.
 *
 * @param time time of signing, to the second
 * @throws BroadsheetError `invalid-request` for a time at which the certificate is not valid, or a file that cannot be
 *   signed
 */
export function signPdf(report: Uint8Array, { key, certificate, chain, name }: KeyStore, time: Date): Uint8Array {
  const { notBefore, notAfter } = certificate.validity;
  if (time < notBefore || time > notAfter) {
    throw new BroadsheetError("invalid-request", {
      code: "certificate-not-valid",
      message: `the certificate of ${name} is not valid at the time of signing`,
      where: { name: "--sign-time" },
      seen: time.toISOString(),
      allowed: `${notBefore.toISOString()} to ${notAfter.toISOString()}`,
    });
  }
  const all = [certificate, ...chain];
  const encoded = all.reduce((sum, each) => sum + forge.asn1.toDer(forge.pki.certificateToAsn1(each)).length(), 0);
  const room = encoded + Math.ceil(key.n.bitLength() / 8) + overhead;
  const { bytes, from, to } = signatureUpdate(report, { name, time, room });
  const signature = cms(Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]), { key, certificate, all, time });
  if (signature.length > room)
    throw new TypeError(`the signature takes ${signature.length} bytes, but ${room} were reserved`);
  bytes.write(signature.toString("hex"), from + 1, "latin1");
  return bytes;
}

interface Signer {
  readonly key: forge.pki.rsa.PrivateKey;
  readonly certificate: forge.pki.Certificate;
  readonly all: readonly forge.pki.Certificate[];
  readonly time: Date;
}

function cms(content: Buffer, { key, certificate, all, time }: Signer): Buffer {
  const { oids } = forge.pki;
  const message = forge.pkcs7.createSignedData();
  message.content = forge.util.createBuffer(content.toString("latin1"));
  for (const each of all) message.addCertificate(each);
  message.addSigner({
    key: key as unknown as string,
    certificate,
    digestAlgorithm: oids["sha256"]!,
    authenticatedAttributes: [
      { type: oids["contentType"]!, value: oids["data"]! },
      { type: oids["messageDigest"]! },
      { type: oids["signingTime"]!, value: time as unknown as string },
    ],
  });
  message.sign({ detached: true });
  const encoded = message.toAsn1();
  nameIssuer(encoded, certificate);
  return Buffer.from(forge.asn1.toDer(encoded).getBytes(), "latin1");
}

/**
 * Copies the issuer's name from the certificate byte for byte. Forge would encode it again, with errors in non-ASCII
 * letters, and readers would not find the signature's certificate.
 */
function nameIssuer(
  message: forge.asn1.Asn1,
  { tbsCertificate }: forge.pki.Certificate & { readonly tbsCertificate?: forge.asn1.Asn1 },
): void {
  // ContentInfo, [0], SignedData, whose last part is the signers: issuer and serial number of the first (RFC 5652, 5.1
  // and 5.3).
  const identity = part(part(part(part(part(message, 1), 0), -1), 0), 1);
  // Version 1 certificates do not state their version (RFC 5280, 4.1).
  const versioned = part(tbsCertificate, 0)?.tagClass === forge.asn1.Class.CONTEXT_SPECIFIC;
  const issuer = part(tbsCertificate, versioned ? 3 : 2);
  if (identity === undefined || issuer === undefined) throw new TypeError("the signature has no signer");
  (identity.value as forge.asn1.Asn1[])[0] = issuer;
}

function part(of: forge.asn1.Asn1 | undefined, index: number): forge.asn1.Asn1 | undefined {
  return (of?.value as forge.asn1.Asn1[] | undefined)?.at(index);
}

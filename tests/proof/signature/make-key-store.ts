import { generateKeyPairSync } from "node:crypto";
import forge from "node-forge";

/** Makes a PKCS#12 file with a fresh RSA key and a self-signed certificate that is valid in 2026. */
export function makeKeyStore(name: string, passphrase: string): Uint8Array {
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const key = forge.pki.privateKeyFromPem(pair.privateKey);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.serialNumber = "0a";
  certificate.validity.notBefore = new Date("2026-01-01T00:00:00Z");
  certificate.validity.notAfter = new Date("2027-01-01T00:00:00Z");
  // Tag 12 is UTF8String.
  const subject = [{ name: "commonName", value: name, valueTagClass: 12 }] as unknown as forge.pki.CertificateField[];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.sign(key, forge.md.sha256.create());
  const store = forge.pkcs12.toPkcs12Asn1(key, [certificate], passphrase, { algorithm: "aes256" });
  return Buffer.from(forge.asn1.toDer(store).getBytes(), "latin1");
}

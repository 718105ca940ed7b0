import forge from "node-forge";
import { BroadsheetError } from "../../core/errors.ts";

/** The key and certificates for signing a report. */
export interface KeyStore {
  readonly key: forge.pki.rsa.PrivateKey;
  /** The key's own certificate. */
  readonly certificate: forge.pki.Certificate;
  /** Certificates of its issuers. */
  readonly chain: readonly forge.pki.Certificate[];
  /** Common name of the certificate. */
  readonly name: string;
}

/**
 * Reads a PKCS#12 file (RFC 7292). Only RSA keys are accepted: their signatures (RSASSA-PKCS1-v1_5) of the same content
 * are always the same bytes, unlike those of elliptic curves.
 *
 * @throws BroadsheetError `invalid-request` for another kind of file or key, and for a wrong passphrase
 */
export function readKeyStore(file: Uint8Array, passphrase: string): KeyStore {
  const store = openStore(file, passphrase);
  const bagsOf = (type: string | undefined): forge.pkcs12.Bag[] =>
    type === undefined ? [] : (store.getBags({ bagType: type })[type] ?? []);
  const { oids } = forge.pki;
  const keys = [...bagsOf(oids["pkcs8ShroudedKeyBag"]), ...bagsOf(oids["keyBag"])];
  const key = keys.map((bag) => bag.key).find((found) => found !== null && found !== undefined);
  if (key === undefined || !("n" in key)) {
    throw refused(
      "the key store holds no RSA key",
      "Signatures with other keys differ each time; create an RSA key of 3072 bits or more",
    );
  }
  const { n, e } = key as forge.pki.rsa.PrivateKey;
  const certificates = bagsOf(oids["certBag"]).flatMap(({ cert }) => (cert === undefined ? [] : [cert]));
  const certificate = certificates.find(
    ({ publicKey }) => "n" in publicKey && publicKey.n.equals(n) && publicKey.e.equals(e),
  );
  if (certificate === undefined)
    throw refused("the key store holds no certificate for its key", "Export key and certificate together");
  const name = certificate.subject.getField("CN") as { readonly value: string } | null;
  return {
    key: key as forge.pki.rsa.PrivateKey,
    certificate,
    chain: certificates.filter((other) => other !== certificate),
    name: name === null ? "unnamed" : decodeName(name.value),
  };
}

function openStore(file: Uint8Array, passphrase: string): forge.pkcs12.Pkcs12Pfx {
  try {
    return forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(Buffer.from(file).toString("latin1")), passphrase);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (/password|mac could not be verified/i.test(reason))
      throw refused(
        "the key store does not open with this passphrase",
        "Set BROADSHEET_SIGN_PASSPHRASE, or give --sign-passphrase-file",
        cause,
      );
    throw refused(
      `the key store cannot be read: ${reason}`,
      "Give a PKCS#12 file (.p12, .pfx) with an RSA key and its certificate",
      cause,
    );
  }
}

/** Decodes UTF-8, which forge leaves as one character per byte. */
function decodeName(value: string): string {
  try {
    return forge.util.decodeUtf8(value);
  } catch {
    return value;
  }
}

function refused(message: string, hint: string, cause?: unknown): BroadsheetError {
  return new BroadsheetError("invalid-request", { code: "unusable-key-store", message, hint }, { cause });
}

import type { Clock } from "../../core/ports.ts";
import { type Upload, uploadKey } from "../../core/service/upload/upload.ts";
import { readVariable } from "../../environment.ts";
import type { SignedUpload } from "../../http/services.ts";

/** Seconds within which an upload must begin. */
const uploadSeconds = 900;

/**
 * Signs a URL that accepts the bytes of one upload. Length and SHA-256 are signed headers, so that S3 refuses any
 * others; the ingest checks them again.
 */
export async function signUpload(upload: Upload, clock: Clock): Promise<SignedUpload> {
  const [{ PutObjectCommand, S3Client }, { getSignedUrl }] = await Promise.all([
    import("@aws-sdk/client-s3"),
    import("@aws-sdk/s3-request-presigner"),
  ]);
  const checksum = Buffer.from(upload.sha256, "hex").toString("base64");
  const command = new PutObjectCommand({
    Bucket: readVariable("store"),
    Key: uploadKey(upload.id, "data"),
    ContentLength: upload.bytes,
    ContentType: "application/octet-stream",
    ChecksumSHA256: checksum,
  });
  // Otherwise the SDK would sign the checksum of an empty body.
  const client = new S3Client({ requestChecksumCalculation: "WHEN_REQUIRED" });
  const headers = {
    "content-length": String(upload.bytes),
    "content-type": "application/octet-stream",
    "x-amz-checksum-sha256": checksum,
  };
  const names = new Set(Object.keys(headers));
  const url = await getSignedUrl(client, command, {
    expiresIn: uploadSeconds,
    signableHeaders: names,
    unhoistableHeaders: names,
  });
  return { url, headers, expires: clock.now() + uploadSeconds * 1000 };
}

import type { Clock } from "../../core/ports.ts";
import { type Upload, uploadKey } from "../../core/service/upload/upload.ts";
import { isInParts } from "../../core/service/upload/begin-parts.ts";
import { partKey, sizeOfPart, type UploadPart } from "../../core/service/upload/upload-parts.ts";
import { readVariable } from "../../environment.ts";
import type { SignedUpload } from "../../http/services.ts";

/** Seconds within which an upload must begin. */
const uploadSeconds = 900;

/**
 * Signs a URL that accepts the bytes of one upload, or of one part of it. Length and SHA-256 are signed headers, so
 * that S3 refuses any others; the ingest checks them again.
 */
export async function signUpload(upload: Upload, clock: Clock, part?: UploadPart): Promise<SignedUpload> {
  const { key, bytes, sha256 } =
    part !== undefined && isInParts(upload)
      ? { key: partKey(upload.id, part), bytes: sizeOfPart(upload, part.number), sha256: part.sha256 }
      : { ...upload, key: uploadKey(upload.id, "data") };
  const [{ PutObjectCommand, S3Client }, { getSignedUrl }] = await Promise.all([
    import("@aws-sdk/client-s3"),
    import("@aws-sdk/s3-request-presigner"),
  ]);
  const checksum = Buffer.from(sha256, "hex").toString("base64");
  const command = new PutObjectCommand({
    Bucket: readVariable("store"),
    Key: key,
    ContentLength: bytes,
    ContentType: "application/octet-stream",
    ChecksumSHA256: checksum,
  });
  // Otherwise the SDK would sign the checksum of an empty body.
  const client = new S3Client({ requestChecksumCalculation: "WHEN_REQUIRED" });
  const headers = {
    "content-length": String(bytes),
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

import { readVariable } from "../environment.ts";

/** Seconds that a download link is good for. */
export const linkSeconds = 900;

/**
 * A URL that gives a stored PDF to whoever has it, for fifteen minutes, under a file name. The signature covers
 * name and media type, so that nobody can make the bucket serve something else.
 */
export async function signPdfUrl(key: string, fileName: string): Promise<string> {
  const [{ GetObjectCommand, S3Client }, { getSignedUrl }] = await Promise.all([import("@aws-sdk/client-s3"), import("@aws-sdk/s3-request-presigner")]);
  const command = new GetObjectCommand({
    Bucket: readVariable("store"),
    Key: key,
    ResponseContentType: "application/pdf",
    ResponseContentDisposition: `inline; filename="${fileName}"`,
    ResponseCacheControl: "private, no-store",
  });
  return await getSignedUrl(new S3Client(), command, { expiresIn: linkSeconds });
}

import { readVariable } from "../../environment.ts";

/** Seconds that a download link is valid. */
export const linkSeconds = 900;

/**
 * Signs a URL that serves a stored file under a name to anyone who has it, for fifteen minutes. The signature
 * covers name and media type, so that nobody can make the bucket serve anything else.
 */
export async function signFileUrl(key: string, fileName: string, contentType: string): Promise<string> {
  const [{ GetObjectCommand, S3Client }, { getSignedUrl }] = await Promise.all([
    import("@aws-sdk/client-s3"),
    import("@aws-sdk/s3-request-presigner"),
  ]);
  const command = new GetObjectCommand({
    Bucket: readVariable("store"),
    Key: key,
    ResponseContentType: contentType,
    ResponseContentDisposition: `inline; filename="${fileName}"`,
    ResponseCacheControl: "private, no-store",
  });
  return await getSignedUrl(new S3Client(), command, { expiresIn: linkSeconds });
}

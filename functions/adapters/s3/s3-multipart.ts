import type { CompletedPart, S3Client } from "@aws-sdk/client-s3";
import { randomUUID } from "node:crypto";
import { failureStatus } from "./s3-failure.ts";

/** What it takes to write one object in parts. */
export interface PartsTarget {
  readonly sdk: typeof import("@aws-sdk/client-s3");
  readonly client: S3Client;
  readonly object: { readonly Bucket: string; readonly Key: string };
  readonly contentType: string;
  /** Repeats and names failures, as for every call of the store; undefined if the object is absent. */
  call<T>(doing: string, work: () => Promise<T>): Promise<T | undefined>;
  /** Milliseconds to wait for the response to a body of this size. */
  timeoutFor(bytes: number): number;
}

/** Size of a part, bytes: S3 takes at least 5 MiB, and at most 10,000 parts. */
function partSize(number: number): number {
  return (number <= 1_000 ? 8 : number <= 4_000 ? 32 : 512) * 1024 * 1024;
}

/** Name of the metadata that tells whose object it is. */
const writer = "writer";

/**
 * Creates an object from pieces, if absent. What fits into one part is one PUT; more is a multipart upload, whose
 * completion carries the condition. If the body or a call fails, the upload is aborted; the bucket's lifecycle removes
 * those that a killed process leaves. The object carries a token, so that a lost response does not hide success.
 *
 * It is our own, not `Upload` of @aws-sdk/lib-storage: that one cannot tell a lost answer from another's object, and
 * does not repeat and name failures as the store does.
 *
 * Ceph ignores the condition of a completion, so the object is looked for just before. There, of two uploads that end
 * in the same moment, the later one remains.
 */
export async function createInParts(target: PartsTarget, body: AsyncIterable<Uint8Array>): Promise<boolean> {
  const { sdk, client, object, contentType, call, timeoutFor } = target;
  const token = randomUUID();
  const about = { ...object, ContentType: contentType, Metadata: { [writer]: token } };
  const look = () => call("look at", () => client.send(new sdk.HeadObjectCommand(object)));
  const parts: CompletedPart[] = [];
  let upload: string | undefined;
  const begin = async (): Promise<string> =>
    (await call("create", () =>
      client.send(new sdk.CreateMultipartUploadCommand({ ...about, ChecksumAlgorithm: "CRC32" })),
    ))!.UploadId!;
  const send = async (part: Buffer): Promise<void> => {
    upload ??= await begin();
    const numbered = { ...object, UploadId: upload, PartNumber: parts.length + 1 };
    const sent = await call("create", () =>
      client.send(new sdk.UploadPartCommand({ ...numbered, Body: part, ChecksumAlgorithm: "CRC32" }), {
        requestTimeout: timeoutFor(part.byteLength),
      }),
    );
    parts.push({
      PartNumber: numbered.PartNumber,
      ETag: sent!.ETag,
      ...(sent!.ChecksumCRC32 !== undefined && { ChecksumCRC32: sent!.ChecksumCRC32 }),
    });
  };
  /** @param last the call that makes the object */
  const conclude = async (last: () => Promise<unknown>): Promise<boolean> => {
    const made = await call("create", async () => {
      try {
        await last();
        return true;
      } catch (error) {
        // The upload is no more, or the object exists: both are so after our own success, too.
        if (failureStatus(error) === 412 || (error as Error).name === "NoSuchUpload") return false;
        throw error;
      }
    });
    return made === true || (await look())?.Metadata?.[writer] === token;
  };
  try {
    let held: Uint8Array[] = [];
    let size = 0;
    for await (const piece of body) {
      held.push(piece);
      size += piece.byteLength;
      for (let wanted = partSize(parts.length + 1); size >= wanted; wanted = partSize(parts.length + 1)) {
        const whole = Buffer.concat(held, size);
        await send(whole.subarray(0, wanted));
        held = [Buffer.from(whole.subarray(wanted))];
        size -= wanted;
      }
    }
    const rest = Buffer.concat(held, size);
    if (upload === undefined)
      return await conclude(() =>
        client.send(new sdk.PutObjectCommand({ ...about, Body: rest, IfNoneMatch: "*" }), {
          requestTimeout: timeoutFor(size),
        }),
      );
    if (size > 0) await send(rest);
    const UploadId = upload;
    const made =
      (await look()) === undefined &&
      (await conclude(() =>
        client.send(
          new sdk.CompleteMultipartUploadCommand({
            ...object,
            UploadId,
            MultipartUpload: { Parts: parts },
            IfNoneMatch: "*",
          }),
          { requestTimeout: 10 * timeoutFor(0) },
        ),
      ));
    if (!made) await abort(target, upload);
    return made;
  } catch (error) {
    if (upload !== undefined) await abort(target, upload);
    throw error;
  }
}

/** Removes the parts. A failure to do so hides no other: the lifecycle removes them later. */
async function abort({ sdk, client, object }: PartsTarget, upload: string): Promise<void> {
  await client.send(new sdk.AbortMultipartUploadCommand({ ...object, UploadId: upload })).catch(() => undefined);
}

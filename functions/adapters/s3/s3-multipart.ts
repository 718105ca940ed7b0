import type { CompletedPart, HeadObjectCommandOutput, S3Client } from "@aws-sdk/client-s3";
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
  const writing = new PartsWriter(target);
  try {
    let held: Uint8Array[] = [];
    let size = 0;
    for await (const piece of body) {
      held.push(piece);
      size += piece.byteLength;
      for (let wanted = writing.partSize; size >= wanted; wanted = writing.partSize) {
        const whole = Buffer.concat(held, size);
        await writing.send(whole.subarray(0, wanted));
        held = [Buffer.from(whole.subarray(wanted))];
        size -= wanted;
      }
    }
    return await writing.end(Buffer.concat(held, size));
  } catch (error) {
    await writing.abort();
    throw error;
  }
}

/** One object on its way to S3. */
class PartsWriter {
  readonly #target: PartsTarget;
  /** Tells our own object from another writer's. */
  readonly #token = randomUUID();
  readonly #parts: CompletedPart[] = [];
  /** The multipart upload, once there is more than one part. */
  #upload: string | undefined;

  constructor(target: PartsTarget) {
    this.#target = target;
  }

  /** Bytes of the next part. */
  get partSize(): number {
    return partSize(this.#parts.length + 1);
  }

  async send(part: Buffer): Promise<void> {
    const { sdk, client, object, call, timeoutFor } = this.#target;
    this.#upload ??= await this.#begin();
    const numbered = { ...object, UploadId: this.#upload, PartNumber: this.#parts.length + 1 };
    const sent = await call("create", () =>
      client.send(new sdk.UploadPartCommand({ ...numbered, Body: part, ChecksumAlgorithm: "CRC32" }), {
        requestTimeout: timeoutFor(part.byteLength),
      }),
    );
    this.#parts.push({
      PartNumber: numbered.PartNumber,
      ETag: sent!.ETag,
      ...(sent!.ChecksumCRC32 !== undefined && { ChecksumCRC32: sent!.ChecksumCRC32 }),
    });
  }

  /** Makes the object, with the bytes that fill no part. @returns whether there was none */
  async end(rest: Buffer): Promise<boolean> {
    if (this.#upload === undefined) return await this.#putWhole(rest);
    if (rest.byteLength > 0) await this.send(rest);
    const made = (await this.#look()) === undefined && (await this.#complete(this.#upload));
    if (!made) await this.abort();
    return made;
  }

  /** Removes the parts, if any. A failure to do so hides no other: the lifecycle removes them later. */
  async abort(): Promise<void> {
    if (this.#upload === undefined) return;
    const { sdk, client, object } = this.#target;
    await client
      .send(new sdk.AbortMultipartUploadCommand({ ...object, UploadId: this.#upload }))
      .catch(() => undefined);
  }

  get #about(): { readonly ContentType: string; readonly Metadata: Record<string, string> } & PartsTarget["object"] {
    return { ...this.#target.object, ContentType: this.#target.contentType, Metadata: { [writer]: this.#token } };
  }

  async #begin(): Promise<string> {
    const { sdk, client, call } = this.#target;
    const begun = await call("create", () =>
      client.send(new sdk.CreateMultipartUploadCommand({ ...this.#about, ChecksumAlgorithm: "CRC32" })),
    );
    return begun!.UploadId!;
  }

  #look(): Promise<HeadObjectCommandOutput | undefined> {
    const { sdk, client, object, call } = this.#target;
    return call("look at", () => client.send(new sdk.HeadObjectCommand(object)));
  }

  #putWhole(body: Buffer): Promise<boolean> {
    const { sdk, client, timeoutFor } = this.#target;
    return this.#conclude(() =>
      client.send(new sdk.PutObjectCommand({ ...this.#about, Body: body, IfNoneMatch: "*" }), {
        requestTimeout: timeoutFor(body.byteLength),
      }),
    );
  }

  #complete(UploadId: string): Promise<boolean> {
    const { sdk, client, object, timeoutFor } = this.#target;
    const MultipartUpload = { Parts: this.#parts };
    return this.#conclude(() =>
      client.send(new sdk.CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload, IfNoneMatch: "*" }), {
        requestTimeout: 10 * timeoutFor(0),
      }),
    );
  }

  /** @param last the call that makes the object */
  async #conclude(last: () => Promise<unknown>): Promise<boolean> {
    const made = await this.#target.call("create", async () => {
      try {
        await last();
        return true;
      } catch (error) {
        // The upload is no more, or the object exists: both are so after our own success, too.
        if (failureStatus(error) === 412 || (error as Error).name === "NoSuchUpload") return false;
        throw error;
      }
    });
    return made === true || (await this.#look())?.Metadata?.[writer] === this.#token;
  }
}

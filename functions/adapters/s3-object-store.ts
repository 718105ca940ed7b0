import type { GetObjectCommandOutput, S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import { setTimeout as delay } from "node:timers/promises";
import type { ListedObject, ListPage, ObjectStore, StoredObject, StreamedObject } from "../core/ports.ts";
import { holdLast } from "./hold-last.ts";
import { assertKey, compareKeys } from "./object-key.ts";
import { failureStatus, hasWrongSum, isAbsent, s3Damage, s3Failure } from "./s3/s3-failure.ts";
import { createInParts } from "./s3/s3-multipart.ts";
import { readOn } from "./s3/s3-read-on.ts";

export interface S3ObjectStoreOptions {
  readonly bucket: string;
  /** Prefix of every key; ends in `/` unless empty. @default "" */
  readonly prefix?: string;
  /** Region, endpoint and credentials, where they differ from the environment's. */
  readonly client?: S3ClientConfig;
  /**
   * Milliseconds to wait for a connection, for a response to begin, and for its next bytes. A request body adds time by
   * its size. @default 10000
   */
  readonly timeoutMs?: number;
}

/** Tries of one call by the SDK, which retries transient errors. */
const attempts = 4;
/** Tries of a conditional write that conflicts with another, or of reading a body that breaks off. */
const turns = 6;
/** S3's limit for one page of a listing. */
const longestPage = 1000;
/** Slowest upload allowed for, bytes per millisecond: the wait for a response starts before the body is sent. */
const slowest = 2_000;
/** Sorts after every other character of a key. */
const lastCharacter = "\u{10ffff}";

/**
 * Stores objects in an S3 bucket, or on a server that speaks its protocol.
 *
 * `create` is a PUT with `If-None-Match: *`, `replace` one with `If-Match`; S3 answers 412 when the condition does not
 * hold, and 409 while another conditional write is in progress; the store then tries again. The SDK repeats calls whose
 * response was lost, so a `false` may mean the caller's own object, as the port says. Bodies are checked by CRC-32 when
 * uploaded, and when downloaded if the server keeps checksums, as S3 does; one that stays wrong is `corrupt-object`.
 * The caller needs `s3:ListBucket` for what it lists and reads: S3 takes the key of an object that does not exist for
 * the condition key `s3:prefix`, and answers 403 instead of 404 to who may not list it.
 */
export class S3ObjectStore implements ObjectStore {
  readonly #options: S3ObjectStoreOptions;
  readonly #timeoutMs: number;
  #opened: Promise<{ sdk: typeof import("@aws-sdk/client-s3"); client: S3Client }> | undefined;

  constructor(options: S3ObjectStoreOptions) {
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? 10_000;
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const { sdk, client } = await this.#open();
    const object = this.#object(key);
    return this.#call("read", key, async () => {
      const found = await client.send(new sdk.GetObjectCommand(object));
      return { body: await bodyOf(found), ...describe(found) };
    });
  }

  async head(key: string): Promise<Omit<StoredObject, "body"> | undefined> {
    const { sdk, client } = await this.#open();
    const command = new sdk.HeadObjectCommand(this.#object(key));
    return this.#call("look at", key, async () => describe(await client.send(command)));
  }

  async put(key: string, body: Uint8Array, contentType: string): Promise<string> {
    return (await this.#write("write", key, body, contentType, {}))!;
  }

  async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    return (await this.#write("create", key, body, contentType, { IfNoneMatch: "*" })) !== undefined;
  }

  async createStream(key: string, body: AsyncIterable<Uint8Array>, contentType: string): Promise<boolean> {
    const { sdk, client } = await this.#open();
    const object = this.#object(key);
    const call = async <T>(doing: string, work: () => Promise<T>): Promise<T | undefined> =>
      await this.#call(doing, key, work);
    return await createInParts(
      { sdk, client, object, contentType, call, timeoutFor: (bytes) => this.#timeoutMs + bytes / slowest },
      body,
    );
  }

  async getStream(key: string): Promise<StreamedObject | undefined> {
    const { sdk, client } = await this.#open();
    const object = this.#object(key);
    const open = async (more: { Range?: string; IfMatch?: string }) =>
      await this.#call("read", key, () => client.send(new sdk.GetObjectCommand({ ...object, ...more })));
    const first = await open({});
    if (first === undefined) return undefined;
    const { etag: _, ...about } = describe(first);
    return {
      ...about,
      size: first.ContentLength ?? 0,
      body: holdLast(
        readOn(first, open, (error) =>
          hasWrongSum(error) ? s3Damage(key, error) : s3Failure("read", this.#options.bucket, key, error),
        ),
      ),
    };
  }

  async getRange(key: string, start: number, end: number): Promise<Uint8Array | undefined> {
    if (end <= start) return (await this.head(key)) && new Uint8Array();
    const { sdk, client } = await this.#open();
    const object = { ...this.#object(key), Range: `bytes=${start}-${end - 1}` };
    return this.#call("read", key, async () => {
      try {
        const found = await client.send(new sdk.GetObjectCommand(object));
        return await bodyOf(found);
      } catch (error) {
        // The object ends before.
        if (failureStatus(error) === 416) return new Uint8Array();
        throw error;
      }
    });
  }

  async replace(key: string, body: Uint8Array, contentType: string, etag: string): Promise<boolean> {
    // Without HTTP's quotes: S3 accepts both forms, Ceph compares the bare text.
    return (await this.#write("replace", key, body, contentType, { IfMatch: etag })) !== undefined;
  }

  async list(
    prefix: string,
    options: { after?: string | undefined; limit?: number; delimiter?: "/" } = {},
  ): Promise<ListPage> {
    const { after, limit = longestPage, delimiter } = options;
    const { sdk, client } = await this.#open();
    const base = this.#options.prefix ?? "";
    const objects: ListedObject[] = [];
    const prefixes: string[] = [];
    // S3 would continue inside a prefix that was already listed; we continue after it.
    const skip = delimiter !== undefined && after?.endsWith(delimiter) ? lastCharacter : "";
    let token: string | undefined;
    do {
      const command = new sdk.ListObjectsV2Command({
        Bucket: this.#options.bucket,
        Prefix: base + prefix,
        Delimiter: delimiter,
        MaxKeys: Math.min(limit - objects.length - prefixes.length, longestPage),
        ...(token === undefined
          ? { StartAfter: after === undefined ? undefined : base + after + skip }
          : { ContinuationToken: token }),
      });
      const page = (await this.#call("list", prefix, () => client.send(command)))!;
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        objects.push({ key: Key!.slice(base.length), size: Size ?? 0, modified: LastModified?.getTime() ?? 0 });
      }
      for (const { Prefix } of page.CommonPrefixes ?? []) {
        const item = Prefix!.slice(base.length);
        if (after === undefined || compareKeys(item, after) > 0) prefixes.push(item);
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined && objects.length + prefixes.length < limit);
    const last = [objects.at(-1)?.key, prefixes.at(-1)]
      .filter((item) => item !== undefined)
      .sort(compareKeys)
      .at(-1);
    return { objects, prefixes, ...(token !== undefined && last !== undefined && { next: last }) };
  }

  async delete(key: string): Promise<void> {
    const { sdk, client } = await this.#open();
    const command = new sdk.DeleteObjectCommand(this.#object(key));
    await this.#call("delete", key, () => client.send(command));
  }

  /** Loads the SDK on first use: it takes longer than all the rest of a cold start. */
  #open() {
    const given = this.#options.client;
    const timeoutMs = this.#timeoutMs;
    this.#opened ??= import("@aws-sdk/client-s3").then((sdk) => ({
      sdk,
      client: new sdk.S3Client({
        maxAttempts: attempts,
        requestChecksumCalculation: "WHEN_SUPPORTED",
        responseChecksumValidation: "WHEN_SUPPORTED",
        requestHandler: {
          connectionTimeout: timeoutMs,
          requestTimeout: timeoutMs,
          throwOnRequestTimeout: true,
          socketTimeout: timeoutMs,
        },
        ...given,
      }),
    }));
    return this.#opened;
  }

  #object(key: string): { Bucket: string; Key: string } {
    assertKey(key);
    return { Bucket: this.#options.bucket, Key: assertKey((this.#options.prefix ?? "") + key) };
  }

  /** @returns the etag; `undefined` if the condition does not hold */
  async #write(
    doing: string,
    key: string,
    body: Uint8Array,
    contentType: string,
    condition: { IfNoneMatch?: string; IfMatch?: string },
  ): Promise<string | undefined> {
    const { sdk, client } = await this.#open();
    const object = this.#object(key);
    return this.#call(doing, key, async () => {
      try {
        const command = new sdk.PutObjectCommand({ ...object, Body: body, ContentType: contentType, ...condition });
        const requestTimeout = this.#timeoutMs + body.byteLength / slowest;
        return bare((await client.send(command, { requestTimeout })).ETag);
      } catch (error) {
        if (failureStatus(error) === 412) return undefined;
        throw error;
      }
    });
  }

  /** @returns `undefined` if there is no such object */
  async #call<T>(doing: string, key: string, work: () => Promise<T>): Promise<T | undefined> {
    for (let turn = 1; ; turn += 1) {
      try {
        return await work();
      } catch (error) {
        if (isAbsent(error)) return undefined;
        const again = failureStatus(error) === 409 || error instanceof BrokenBody;
        if (turn === turns && error instanceof BrokenBody && hasWrongSum(error.cause)) throw s3Damage(key, error);
        if (!again || turn === turns) throw s3Failure(doing, this.#options.bucket, key, error);
        await delay(2 ** turn * 10 * (0.5 + Math.random()));
      }
    }
  }
}

/** A response broke off or had a wrong checksum. The SDK does not retry at that point. */
class BrokenBody extends Error {
  override readonly name = "BrokenBody";
}

/** @throws BrokenBody if it breaks off */
async function bodyOf({ Body }: GetObjectCommandOutput): Promise<Uint8Array> {
  return await Body!.transformToByteArray().catch((error: unknown) => {
    throw new BrokenBody((error as Error).name, { cause: error });
  });
}

function describe(found: {
  ETag?: string | undefined;
  ContentType?: string | undefined;
  LastModified?: Date | undefined;
  VersionId?: string | undefined;
}) {
  return {
    etag: bare(found.ETag),
    contentType: found.ContentType ?? "application/octet-stream",
    modified: found.LastModified?.getTime() ?? 0,
    ...(found.VersionId !== undefined && { versioned: true as const }),
  };
}

function bare(etag: string | undefined): string {
  return (etag ?? "").replaceAll('"', "");
}

import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { faultOfTarget } from "../../core/service/delivery/copy/copy-target.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { CopyPlace, StreamedObject } from "../../core/ports.ts";

/**
 * Copies to prefixes of buckets, each by one call: S3 takes files of up to 5 GB so.
 *
 * @param targets allowed prefixes, `s3://bucket/prefix`; the function's role permits no others either
 */
export function s3Copies(targets: readonly string[]): CopyPlace {
  let opened: Promise<{ sdk: typeof import("@aws-sdk/client-s3"); client: S3Client }> | undefined;
  return {
    async write(to, name, body, contentType) {
      const fault = faultOfTarget(to, targets);
      if (fault !== undefined) throw new BroadsheetError("invalid-request", fault);
      const [, bucket, prefix = ""] = /^s3:\/\/([^/]+)(?:\/(.*?)\/?)?$/.exec(to)!;
      opened ??= import("@aws-sdk/client-s3").then((sdk) => ({ sdk, client: new sdk.S3Client() }));
      const { sdk, client } = await opened;
      try {
        await client.send(
          new sdk.PutObjectCommand({
            Bucket: bucket,
            Key: prefix === "" ? name : `${prefix}/${name}`,
            ...contentOf(body),
            ContentType: contentType,
          }),
        );
      } catch (error) {
        throw new BroadsheetError(
          "unavailable",
          { code: "copy-failed", message: `the copy could not be written: ${(error as Error).name}` },
          { cause: error },
        );
      }
    },
  };
}

function contentOf(body: Uint8Array | Pick<StreamedObject, "body" | "size">): {
  readonly Body: Uint8Array | Readable;
  readonly ContentLength?: number;
} {
  return body instanceof Uint8Array
    ? { Body: body }
    : { Body: Readable.from(body.body, { objectMode: false }), ContentLength: body.size };
}

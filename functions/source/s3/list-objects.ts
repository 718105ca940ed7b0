import { compareKeys } from "../../adapters/object-key.ts";
import { mostObjects } from "../../core/service/source/source.ts";
import { refuseSource, tooMuch } from "../refuse-source.ts";
import { type OpenBucket, s3Refusal } from "./open-bucket.ts";

/** An object as a listing tells it. */
export interface FoundObject {
  readonly key: string;
  readonly etag: string;
  readonly bytes: number;
}

/**
 * Lists the objects whose keys begin with a prefix and end with a suffix, in the order of their keys. What a console
 * makes to show a folder (no bytes, a key that ends in a slash) is left out.
 *
 * @param name of the connection, for messages
 * @param most bytes of all objects
 * @throws BroadsheetError `limit-exceeded`, `too-many-objects`; `too-large`; `query-failed`, `listing-cut-short`; as
 *   `s3Refusal`
 */
export async function listObjects(
  { sdk, client, bucket }: OpenBucket,
  name: string,
  { prefix, suffix, most }: { readonly prefix: string; readonly suffix: string; readonly most: number },
  signal: AbortSignal,
): Promise<readonly FoundObject[]> {
  const found: FoundObject[] = [];
  let [looked, bytes] = [0, 0];
  let after: string | undefined;
  do {
    // Keys may have characters that no XML can hold: they come in percent form.
    const command = new sdk.ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      EncodingType: "url",
      ...(after !== undefined && { ContinuationToken: after }),
    });
    const page = await client.send(command, { abortSignal: signal }).catch((error: unknown) => {
      throw s3Refusal(name, prefix, error);
    });
    for (const { Key = "", ETag = "", Size = 0 } of page.Contents ?? []) {
      const key = page.EncodingType === "url" ? decodeURIComponent(Key.replaceAll("+", " ")) : Key;
      looked += 1;
      if (looked > mostObjects.listed) throw tooManyObjects(name, "keys below its prefix", mostObjects.listed);
      if (!key.endsWith(suffix) || (Size === 0 && key.endsWith("/"))) continue;
      bytes += Size;
      if (found.length === mostObjects.read) throw tooManyObjects(name, "objects", mostObjects.read);
      if (bytes > most) throw tooMuch(name, "bytes", most, "too-large");
      found.push({ key, etag: ETag.replaceAll('"', ""), bytes: Size });
    }
    after = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    if (page.IsTruncated === true && !after) throw cutShort(name);
  } while (after !== undefined);
  return found.sort((one, other) => compareKeys(one.key, other.key));
}

/** What is listed would pass for all that there is. */
function cutShort(connection: string): Error {
  return refuseSource("query-failed", connection, {
    code: "listing-cut-short",
    message: `The bucket of the connection "${connection}" lists only a part of its objects, and does not say how to go on`,
    hint: "its server must answer ListObjectsV2 with NextContinuationToken",
  });
}

function tooManyObjects(connection: string, what: string, allowed: number): Error {
  return refuseSource("limit-exceeded", connection, {
    code: "too-many-objects",
    message: `The source has more than ${allowed} ${what}`,
    where: { pointer: "/prefix", name: connection },
    allowed,
    hint: "name a longer prefix, or let fewer and larger files be written",
  });
}

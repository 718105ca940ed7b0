import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { listObjects } from "../../../functions/source/s3/list-objects.ts";
import type { OpenBucket } from "../../../functions/source/s3/open-bucket.ts";

/** The keys that a listing of these pages gives. */
async function listed(pages: readonly object[]): Promise<readonly string[]> {
  const left = [...pages];
  const client = { send: async () => left.shift() } as unknown as sdk.S3Client;
  const opened: OpenBucket = { sdk, client, bucket: "exports", close: () => {} };
  const asked = { prefix: "", suffix: "", most: 100 };
  return (await listObjects(opened, "shop", asked, new AbortController().signal)).map(({ key }) => key);
}

test("a listing that is cut short without a way to go on is refused, not taken for the whole", async () => {
  const [one, two] = [{ Contents: [{ Key: "a", Size: 1 }] }, { Contents: [{ Key: "b", Size: 1 }] }];
  expect(await listed([{ ...one, IsTruncated: true, NextContinuationToken: "t" }, two])).toEqual(["a", "b"]);
  for (const token of [{}, { NextContinuationToken: "" }])
    await expect(listed([{ ...one, IsTruncated: true, ...token }, two])).rejects.toMatchObject({
      problems: [{ code: "listing-cut-short" }],
    });
});

import { expect, test } from "vitest";
import { decodeClaims, isClaim } from "../../functions/lambda/queue/decode-claims.ts";
import { decodeUploads } from "../../functions/lambda/queue/decode-uploads.ts";

const id = "a".repeat(64);
const upload = "0d0f4b0e-6d1c-4b8e-9f43-3a7d6a3c2b11";
const notified = (...keys: readonly unknown[]): string =>
  JSON.stringify({ Records: keys.map((key) => ({ s3: { object: { key } } })) });

test("a claim arrives by S3's notification or from the sweep", () => {
  expect(decodeClaims(notified(`reports/${id}/1/request.json`))).toEqual([{ id, generation: 1 }]);
  expect(decodeClaims(notified(`reports/${id}/1/request.json`, `reports/${id}/12/request.json`))).toEqual([
    { id, generation: 1 },
    { id, generation: 12 },
  ]);
  expect(decodeClaims(JSON.stringify({ id, generation: 2 }))).toEqual([{ id, generation: 2 }]);
});

test("a rendition arrives by its report's notification", () => {
  const key = `reports/${id}/3/renditions/xlsx-0123456789ab/2/request.json`;
  const job = { report: id, generation: 3, rendition: "xlsx-0123456789ab", number: 2 };
  expect(decodeClaims(notified(key))).toEqual([job]);
  expect(decodeClaims(notified(key, `reports/${id}/1/request.json`))).toEqual([job, { id, generation: 1 }]);
});

test("keys come as in a form: encoded", () => {
  expect(decodeClaims(notified(`reports%2F${id}%2F1%2Frequest.json`))).toEqual([{ id, generation: 1 }]);
  expect(decodeClaims(notified(`reports/${id}/%`))).toBeUndefined();
});

test("S3's test event causes nothing", () => {
  expect(decodeClaims(JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent" }))).toEqual([]);
  expect(decodeUploads(JSON.stringify({ Event: "s3:TestEvent" }))).toEqual([]);
});

test.each([
  "not json",
  "null",
  "7",
  "[]",
  "{}",
  '{"Records":[]}',
  '{"Records":[null]}',
  notified(7),
  notified(`reports/${id}/1/outcome.json`),
  notified(`reports/${id}/0/request.json`),
  notified(`reports/${id}/1/renditions/html-0123456789ab/0/request.json`),
  notified(`reports/${id}/1/renditions/epub-0123456789ab/1/request.json`),
  notified(`reports/${id}/1/renditions/html-0123456789ab/1/made.json`),
  notified(`reports/${id}/1/request.json`, "reports/x/1/request.json"),
  JSON.stringify({ id, generation: 0 }),
  JSON.stringify({ id: "../x", generation: 1 }),
])("%s is no claim", (body) => {
  expect(decodeClaims(body)).toBeUndefined();
});

test("what a direct invocation may name", () => {
  expect(isClaim({ id, generation: 1 })).toBe(true);
  for (const value of [
    undefined,
    null,
    {},
    { id },
    { id, generation: 1.5 },
    { id, generation: "1" },
    { id: id.toUpperCase(), generation: 1 },
  ])
    expect(isClaim(value)).toBe(false);
});

test("an upload is announced by its bytes, and only with a proper id", () => {
  expect(decodeUploads(notified(`uploads/${upload}/data`))).toEqual([upload]);
  for (const body of [
    "not json",
    "null",
    "{}",
    notified(`uploads/${upload}/upload.json`),
    notified("uploads/../data"),
    notified(`uploads/${upload}/data`, "uploads/x/data"),
  ])
    expect(decodeUploads(body)).toBeUndefined();
});

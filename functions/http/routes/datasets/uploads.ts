import type { Context } from "hono";
import { uploadRange } from "../../../core/report/dataset/dataset-limits.ts";
import { parseReading, readingMembers } from "../../../core/report/dataset/parse-reading.ts";
import { BroadsheetError, type Problem } from "../../../core/errors.ts";
import { schemaValidator } from "../../../core/json/json-schema.ts";
import { assertName } from "../../../core/names/name.ts";
import { announceUpload } from "../../../core/service/upload/announce-upload.ts";
import { readUpload } from "../../../core/service/upload/read-upload.ts";
import { type AnnouncedUpload, isFolder } from "../../../core/service/upload/upload.ts";
import { describeUpload } from "../../datasets/describe-upload.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { parseJson } from "../../request/parse-json.ts";
import { readBody } from "../../request/read-body.ts";
import { uploadRequest } from "../../schemas/upload-schemas.ts";
import type { Services } from "../../services.ts";

const bodyLimit = 16 * 1024;
const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);
const validate = schemaValidator(uploadRequest);

/** What is announced of a file. */
export type AskedUpload = Extract<AnnouncedUpload, { readonly format: unknown }>;

/** The values allowed for each member, for messages. */
const allowed = (largest: number) =>
  ({
    name: "name of the dataset",
    format: uploadRequest.properties.format.enum,
    bytes: `1 to ${largest}`,
    sha256: "64 hexadecimal digits, lower case",
    hold: "true or false",
  }) satisfies Readonly<
    Record<Exclude<keyof AskedUpload, "of" | "reading" | "reread" | "recipe" | "erase" | "by" | "partBytes">, unknown>
  >;

/** `POST /uploads` and `GET /uploads/{id}`: for datasets too large for a request, if the store issues signed URLs. */
export function addUploadRoutes(
  app: DescribedApp,
  services: Services,
  signUpload: NonNullable<Services["signUpload"]>,
): void {
  addAnnounceUpload(app, services, signUpload);
  addGetUpload(app, services);
}

function addAnnounceUpload(
  app: DescribedApp,
  services: Services,
  signUpload: NonNullable<Services["signUpload"]>,
): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/uploads",
      access: "datasets:write",
      operationId: "announceUpload",
      tags: ["datasets"],
      summary: "Request a signed URL for uploading a large dataset",
      description:
        "Size and hash are part of the signature. Send the bytes with `method` and exactly `headers` to `url`, then poll `self` until the state is `stored` or `failed`.",
      request: { body: { required: true, ...json("UploadRequest") } },
      responses: {
        201: {
          description: "Upload it within fifteen minutes.",
          headers: { Location: { description: "The upload.", schema: { type: "string" } } },
          ...json("AnnouncedUpload"),
        },
        ...problems({
          400: "A member is missing or not valid; each is named by JSON pointer.",
          413: "The file is larger than uploads may be (`too-many-bytes`), or the body is too large.",
          415: "The body is not declared as application/json.",
          429: "As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again.",
        }),
      },
    },
    async (c) => {
      const asked = await readAnnouncement(c, services);
      const upload = await announceUpload(asked, services);
      const { url, headers, expires } = await signUpload(upload);
      // Under the name by which the client knows this service.
      const signed = {
        url: new URL(url, c.req.url).href,
        method: "PUT",
        headers,
        expires: new Date(expires).toISOString(),
      };
      return c.json(
        { ...describeUpload({ ...asked, id: upload.id, created: upload.created, state: "waiting" }), ...signed },
        201,
        { location: `/uploads/${upload.id}`, "cache-control": "no-store" },
      );
    },
  );
}

function addGetUpload(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/uploads/{id}",
      access: "datasets:write",
      operationId: "getUpload",
      tags: ["datasets"],
      summary: "The state of an upload",
      request: { params: { id: { type: "string", format: "uuid" } } },
      responses: {
        200: { description: "The upload.", ...json("Upload") },
        ...problems({ 404: "There is no such upload; uploads expire after a week." }),
      },
    },
    async (c) => {
      const id = c.req.param("id") ?? "";
      const status = await readUpload(services.store, id);
      if (status === undefined || isFolder(status))
        throw new BroadsheetError("not-found", {
          code: "unknown-upload",
          message: "there is no such upload",
          seen: id.slice(0, 80),
          hint: "POST /uploads starts one",
        });
      const pending = status.state === "waiting" || status.state === "received";
      return c.json(describeUpload(status), 200, pending ? { "retry-after": "1" } : {});
    },
  );
}

/**
 * Reads the announcement of a file from the body of a request.
 *
 * @throws BroadsheetError `invalid-request` with one problem per faulty member; `unsupported-media-type`; `too-large`,
 *   also if nothing is wrong but that the file is larger than uploads may be
 */
export async function readAnnouncement(
  c: Context,
  { largestUpload = uploadRange.usual }: Pick<Services, "largestUpload">,
): Promise<AskedUpload> {
  matchMediaType(c.req.header("content-type"), mediaTypes);
  return parseUpload(parseJson(await readBody(c, bodyLimit)), largestUpload);
}

/** The fault of a file that is larger than uploads may be. */
function tooManyBytes(seen: number, allowed: number): Problem {
  return {
    code: "too-many-bytes",
    message: `the file has ${seen} bytes; at most ${allowed} (${Math.floor(allowed / 1024 / 1024)} MiB) are allowed`,
    where: { pointer: "/bytes" },
    seen,
    allowed,
    hint: "send it as Parquet, pack a text with gzip or Zstandard, divide it, or let a source query it where it is; the limit is serve --largest-upload, or the stack's setting largestUpload",
  };
}

function parseUpload(body: unknown, largest: number): AskedUpload {
  const { reading: said, ...members } = (
    typeof body === "object" && body !== null && !Array.isArray(body) ? body : {}
  ) as Readonly<Record<string, unknown>>;
  const violations = validate(members);
  const faulty = new Set(
    violations.filter(({ code }) => code !== "unknown-field").map(({ pointer }) => pointer.slice(1)),
  );
  // `assertName` explains which names are allowed.
  if (typeof members["name"] === "string") faulty.delete("name");
  const ranges = allowed(largest);
  const faults: Problem[] = Object.entries(ranges)
    .filter(([member]) => faulty.has(member))
    .map(([member, range]) => ({
      code: "invalid-member",
      message: `"${member}" is missing or not valid`,
      where: { pointer: `/${member}` },
      seen: members[member],
      allowed: range,
    }));
  const { bytes } = members;
  if (typeof bytes === "number" && Number.isInteger(bytes) && bytes > largest) {
    const place = faults.findIndex(({ where }) => where?.pointer === "/bytes");
    faults.splice(place < 0 ? faults.length : place, place < 0 ? 0 : 1, tooManyBytes(bytes, largest));
  }
  if (said !== undefined && (typeof said !== "object" || said === null || Array.isArray(said)))
    faults.push({
      code: "invalid-member",
      message: '"reading" is not valid',
      where: { pointer: "/reading" },
      seen: said,
      allowed: readingMembers,
    });
  for (const { code, pointer, seen } of violations) {
    if (code !== "unknown-field") continue;
    const member = String(seen);
    faults.push({
      code: "unknown-member",
      message: `there is no member "${member}"`,
      where: { pointer },
      seen: members[member],
      allowed: [...Object.keys(ranges), "reading"],
    });
  }
  if (faults.length > 0) {
    const isLarge = faults.every(({ code }) => code === "too-many-bytes");
    throw new BroadsheetError(isLarge ? "too-large" : "invalid-request", faults);
  }
  const asked = members as unknown as AskedUpload;
  assertName(asked.name, "dataset", "/name");
  const reading = parseReading((said ?? {}) as Readonly<Record<string, unknown>>, "/reading");
  return Object.keys(reading).length === 0 ? asked : { ...asked, reading };
}

import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { type BegunUpload, beginParts, isInParts } from "../../../core/service/upload/begin-parts.ts";
import { readUpload } from "../../../core/service/upload/read-upload.ts";
import { assertSending } from "../../../core/service/upload/receive-upload.ts";
import { openUploadsPrefix } from "../../../core/service/upload/upload.ts";
import { completeParts, listParts, partCountOf, type UploadPart } from "../../../core/service/upload/upload-parts.ts";
import { describeUpload } from "../../datasets/describe-upload.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { completeRequest, partsRequest } from "../../schemas/upload-schemas.ts";
import type { Services } from "../../services.ts";
import { readAnnouncement } from "./uploads.ts";

const readParts = bodyParser<{ readonly parts: readonly UploadPart[] }>(partsRequest, 64 * 1024);
const readCompletion = bodyParser<{ readonly parts: readonly string[] }>(completeRequest, 128 * 1024);

const idOf = { id: { type: "string", format: "uuid" } } as const;
const unknown = "There is no such upload in parts; uploads expire after a week.";
const ended = "The upload takes no more parts (`upload-has-ended`).";

/**
 * Uploads in parts: `POST /uploads/in-parts`, `GET` and `POST /uploads/{id}/parts`, `POST /uploads/{id}/complete`. Each
 * part has a signed URL of its own, and one that has arrived is never sent again.
 */
export function addUploadPartRoutes(
  app: DescribedApp,
  services: Services,
  signUpload: NonNullable<Services["signUpload"]>,
): void {
  addBeginUpload(app, services);
  addListParts(app, services);
  addSignParts(app, services, signUpload);
  addCompleteUpload(app, services);
}

function addBeginUpload(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/uploads/in-parts",
      access: "datasets:write",
      operationId: "beginUpload",
      tags: ["datasets"],
      summary: "Begin the upload of a large dataset in parts, or go on with it",
      description:
        "The same name, format, size, hash and reading find an upload that has not ended, and what has arrived of it stays. Send its `partCount` parts of `partBytes` each to the URLs of `POST /uploads/{id}/parts`, then `POST /uploads/{id}/complete`.",
      request: { body: { required: true, ...json("UploadRequest") } },
      responses: {
        200: { description: "It had begun: `GET /uploads/{id}/parts` lists what has arrived.", ...json("Upload") },
        201: {
          description: "It has begun. It fails if no part comes for a day.",
          headers: { Location: { description: "The upload.", schema: { type: "string" } } },
          ...json("Upload"),
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
      const { upload, isResumed } = await beginParts(await readAnnouncement(c, services), services);
      const headers = { location: `/uploads/${upload.id}`, "cache-control": "no-store" };
      return c.json(describeUpload(upload), isResumed ? 200 : 201, headers);
    },
  );
}

function addListParts(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/uploads/{id}/parts",
      access: "datasets:write",
      operationId: "listUploadParts",
      tags: ["datasets"],
      summary: "The parts of an upload that have arrived",
      request: { params: idOf },
      responses: {
        200: { description: "By number; two of one number if different bytes were sent.", ...json("UploadParts") },
        ...problems({ 404: unknown }),
      },
    },
    async (c) => {
      const upload = await readInParts(c, store);
      return c.json({ parts: await listParts(store, upload) }, 200, { "cache-control": "no-store" });
    },
  );
}

function addSignParts(app: DescribedApp, { store }: Services, signUpload: NonNullable<Services["signUpload"]>): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/uploads/{id}/parts",
      access: "datasets:write",
      operationId: "signUploadParts",
      tags: ["datasets"],
      summary: "Request signed URLs for parts of an upload",
      description:
        "Length and hash of a part are part of its signature. Send its bytes with `method` and exactly `headers` to `url`, in any order, several at once if you like; one that is cut short is sent again.",
      request: { params: idOf, body: { required: true, ...json("UploadPartsRequest") } },
      responses: {
        200: { description: "Upload them within fifteen minutes.", ...json("SignedUploadParts") },
        ...problems({
          400: "A part is not valid, or the upload has no part of this number (`invalid-part`).",
          404: unknown,
          409: ended,
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
        }),
      },
    },
    async (c) => {
      const { parts } = await readParts(c);
      const upload = await readInParts(c, store);
      assertSending(upload);
      const count = partCountOf(upload);
      const beyond = parts.findIndex(({ number }) => number > count);
      if (beyond >= 0)
        throw new BroadsheetError("invalid-request", {
          code: "invalid-part",
          message: `the upload has ${count} parts, and none of number ${parts[beyond]!.number}`,
          where: { pointer: `/parts/${beyond}/number` },
          seen: parts[beyond]!.number,
          allowed: `1 to ${count}`,
        });
      // It counts as open as long as parts are asked for.
      await store.put(`${openUploadsPrefix}${upload.id}`, new Uint8Array(0), "application/octet-stream");
      const signed = await Promise.all(
        parts.map(async ({ number, sha256 }) => {
          const { url, headers, expires } = await signUpload(upload, { number, sha256 });
          const where = { url: new URL(url, c.req.url).href, expires: new Date(expires).toISOString() };
          return { number, sha256, method: "PUT", headers, ...where };
        }),
      );
      return c.json({ parts: signed }, 200, { "cache-control": "no-store" });
    },
  );
}

function addCompleteUpload(app: DescribedApp, { store, uploadDesk }: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/uploads/{id}/complete",
      access: "datasets:write",
      operationId: "completeUpload",
      tags: ["datasets"],
      summary: "Have the parts of an upload read",
      description:
        "Poll `self` until the state is `stored` or `failed`: the parts together must be the announced file. Repeating the call is safe.",
      request: { params: idOf, body: { required: true, ...json("UploadCompletion") } },
      responses: {
        202: { description: "All parts are there.", ...json("Upload") },
        ...problems({
          400: "More or fewer parts are named than the upload has (`invalid-part`).",
          404: unknown,
          409: "Parts have not arrived (`parts-missing`), `seen` lists their numbers.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
        }),
      },
    },
    async (c) => {
      const { parts } = await readCompletion(c);
      const upload = await readInParts(c, store);
      if (upload.state === "waiting") {
        await completeParts(store, upload, parts);
        uploadDesk?.arrived(upload);
      }
      const now = upload.state === "waiting" ? { ...upload, state: "received" as const } : upload;
      return c.json(describeUpload(now), 202, { location: `/uploads/${upload.id}`, "retry-after": "1" });
    },
  );
}

/** @throws BroadsheetError `not-found` */
async function readInParts(c: Context, store: Services["store"]): Promise<BegunUpload["upload"]> {
  const id = c.req.param("id") ?? "";
  const upload = await readUpload(store, id);
  if (upload !== undefined && isInParts(upload)) return upload;
  throw new BroadsheetError("not-found", {
    code: "unknown-upload",
    message: "there is no such upload in parts",
    seen: id.slice(0, 80),
    hint: "POST /uploads/in-parts begins one",
  });
}

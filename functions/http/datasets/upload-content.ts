import type { Context } from "hono";
import { receivePart, receiveUpload } from "../../core/service/upload/receive-upload.ts";
import { isOurContentPath } from "../../core/service/upload/sign-content-path.ts";
import { parsePart, partKey } from "../../core/service/upload/upload-parts.ts";
import type { Clock } from "../../core/ports.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { addPage, type DescribedApp } from "../open-api.ts";
import { bodyOf } from "../request/read-body.ts";
import type { Services, UploadDesk } from "../services.ts";

/**
 * `PUT /uploads/{id}/content` and `PUT /uploads/{id}/parts/{part}`: take the bytes of an upload where no store does.
 * Like a store's signed URL, the path is no part of the described API, and its signature is all that a caller needs.
 */
export function addUploadContentRoutes(app: DescribedApp, services: Services, desk: UploadDesk): void {
  addContentRoute(app, services, desk);
  addPartRoute(app, services, desk);
}

function addContentRoute(app: DescribedApp, { store, clock }: Services, { secrets, arrived }: UploadDesk): void {
  addPage(app, { method: "put", path: "/uploads/{id}/content", access: "public" }, async (c) => {
    const id = c.req.param("id") ?? "";
    await demandSigned(c, id, secrets, clock);
    const upload = await receiveUpload(id, bodyOf(c), store);
    if (upload === undefined) throw unknownUpload(id);
    arrived(upload);
    return c.body(null, 200);
  });
}

function addPartRoute(app: DescribedApp, { store, clock }: Services, { secrets }: UploadDesk): void {
  addPage(app, { method: "put", path: "/uploads/{id}/parts/{part}", access: "public" }, async (c) => {
    const id = c.req.param("id") ?? "";
    const part = parsePart(c.req.param("part") ?? "");
    await demandSigned(c, part === undefined ? "" : partKey(id, part), secrets, clock);
    if ((await receivePart(id, part!, bodyOf(c), store)) === undefined) throw unknownUpload(id);
    return c.body(null, 200);
  });
}

/** @throws BroadsheetError `not-found` if we did not sign the path, or it has expired */
async function demandSigned(c: Context, subject: string, secrets: UploadDesk["secrets"], clock: Clock): Promise<void> {
  const expires = c.req.query("expires") ?? "";
  if (subject === "" || !(await isOurContentPath(subject, expires, c.req.query("signature") ?? "", secrets)))
    throw refused("wrong-signature", "the URL is not one that this service signed");
  if (clock.now() >= Number(expires))
    throw refused("url-expired", `the URL was valid until ${new Date(Number(expires)).toISOString()}`);
}

function unknownUpload(id: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-upload",
    message: "there is no such upload",
    seen: id.slice(0, 80),
    hint,
  });
}

const hint = "POST /uploads announces an upload and answers its URL";

function refused(code: string, message: string): BroadsheetError {
  return new BroadsheetError("not-found", { code, message, hint });
}

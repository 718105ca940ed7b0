import { receiveUpload } from "../../core/service/upload/receive-upload.ts";
import { isOurContentPath } from "../../core/service/upload/sign-content-path.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { addPage, type DescribedApp } from "../open-api.ts";
import { bodyOf } from "../request/read-body.ts";
import type { Services, UploadDesk } from "../services.ts";

/**
 * `PUT /uploads/{id}/content`: takes the bytes of an upload where no store does. Like a store's signed URL, the path is
 * no part of the described API, and its signature is all that a caller needs.
 */
export function addUploadContentRoute(
  app: DescribedApp,
  { store, clock }: Services,
  { secrets, arrived }: UploadDesk,
): void {
  addPage(app, { method: "put", path: "/uploads/{id}/content", access: "public" }, async (c) => {
    const id = c.req.param("id") ?? "";
    const expires = c.req.query("expires") ?? "";
    if (!(await isOurContentPath(id, expires, c.req.query("signature") ?? "", secrets)))
      throw refused("wrong-signature", "the URL is not one that this service signed");
    if (clock.now() >= Number(expires))
      throw refused("url-expired", `the URL was valid until ${new Date(Number(expires)).toISOString()}`);
    const upload = await receiveUpload(id, bodyOf(c), store);
    if (upload === undefined)
      throw new BroadsheetError("not-found", {
        code: "unknown-upload",
        message: "there is no such upload",
        seen: id.slice(0, 80),
        hint,
      });
    arrived(upload);
    return c.body(null, 200);
  });
}

const hint = "POST /uploads announces an upload and answers its URL";

function refused(code: string, message: string): BroadsheetError {
  return new BroadsheetError("not-found", { code, message, hint });
}

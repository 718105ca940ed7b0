import { BroadsheetError } from "../../../core/errors.ts";
import { pointerTo } from "../../../core/json/json-pointer.ts";
import type { AskedEdit } from "../../../core/report/edit/edit.ts";
import { textLimit } from "../../../core/report/template/files/read-text.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { editRequest } from "../../schemas/edit-schemas.ts";
import type { PreviewServices } from "../../services.ts";

/** Twice the longest text, and an edit. */
const bodyLimit = 3 * 1024 * 1024;

const readRequest = bodyParser<AskedEdit>(editRequest, bodyLimit);

/** @throws BroadsheetError `too-large` for files that no template may have */
function checkSizes({ files }: AskedEdit): void {
  const faults = Object.entries(files).flatMap(([path, text]) => {
    const size = Buffer.byteLength(text);
    if (size <= textLimit) return [];
    return [
      {
        code: "file-too-large",
        message: `${path} is larger than a template's text file may be`,
        where: { pointer: pointerTo("/files", path) },
        seen: size,
        allowed: `at most ${textLimit} bytes`,
      },
    ];
  });
  if (faults.length > 0) throw new BroadsheetError("too-large", faults);
}

/** `POST /edits`, where previews are made. */
export function addPostEditRoute(app: DescribedApp, previews: PreviewServices): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/edits",
      access: "previews:run",
      operationId: "editTemplate",
      tags: ["previews"],
      summary: "Edit a block of a template where it is printed",
      description:
        "Describes a block of a template's text (its words, the values between them, the loops and conditions around it), and finds the smallest patches of the file that make of it what `edit` asks. An edit that would change another block, or not be read as it is meant, is refused. Stores nothing: the caller applies the patches to its own files.",
      request: { body: { required: true, ...json("EditRequest") } },
      responses: {
        200: { description: "The block as it was, and the patches.", ...json("Edits") },
        ...problems({
          400: "A member is missing or not valid, or the block cannot have such a content; each is named by JSON pointer.",
          404: "The file was not sent, or no block begins there.",
          409: "The edit is refused, and the problem says why: edit the source instead.",
          413: "The body is too large, or a file has more than 1,000,000 bytes.",
          415: "The body is not declared as application/json.",
          422: "The file cannot be read: mend it in the source first. Or it took too long.",
          503: "The edit could not be made now.",
        }),
      },
    },
    async (c) => {
      const asked = await readRequest(c);
      checkSizes(asked);
      return c.json(await previews.edit(asked), 200, { "cache-control": "no-store" });
    },
  );
}

import type { Context } from "hono";
import { deleteItem } from "../../../core/service/batch/removal/delete-item.ts";
import { isUnderWay } from "../../../core/service/batch/status/batch-status.ts";
import { findItem, findItemForm } from "../../../core/service/batch/status/find-item.ts";
import { itemStates, listItems, type ItemState } from "../../../core/service/batch/status/list-items.ts";
import { readManifest } from "../../../core/service/batch/status/read-manifest.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { hintNearMatch } from "../../../core/near-match.ts";
import { fileNames, mediaTypes, renditionFile, renditionForms } from "../../../core/rendition-form.ts";
import { renditionPolicy, typeOf } from "../../answer/answer-rendition.ts";
import { describeItem } from "../../batches/describe-batch.ts";
import { findBatch } from "../../batches/find-batch.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { nextPage, pagingParser } from "../../request/parse-paging.ts";
import { binary, ref, reportId } from "../../schemas/schema-parts.ts";
import { sendStored } from "../../answer/send-stored.ts";
import type { Services } from "../../services.ts";

const params = { id: reportId };
const ofItem = {
  ...params,
  name: {
    type: "string",
    description: "Name of the item, as the batch's `name` gives it.",
    examples: ["statement-1017"],
  },
};
const ofOutput = { ...params, name: { type: "string", description: "Name of the file, as the batch lists it." } };
const unknown = "There is no such batch, or it was deleted.";

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 1000, default: 100, description: "Items per page." },
  after: { type: "string", pattern: "^\\d{1,7}$", description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);
const pdf = { "application/pdf": { schema: binary } } as const;
const link = { "application/json": { schema: ref("SignedLink") } } as const;

/** What lies below `/batches/{id}`: items, their PDFs, the manifest, the output. */
export function addBatchItemRoutes(app: DescribedApp, services: Services): void {
  addListBatchItems(app, services);
  addGetBatchItemPdf(app, services);
  addGetBatchItemFile(app, services);
  addDeleteBatchItem(app, services);
  addGetBatchManifest(app, services);
  addGetBatchOutput(app, services);
}

function addListBatchItems(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/batches/{id}/items",
      access: "batches:read",
      operationId: "listBatchItems",
      tags: ["batches"],
      summary: "The items of a batch, in the order of the rows",
      request: {
        params,
        query: { ...paging, state: { type: "string", enum: itemStates, description: "Only items of this state." } },
      },
      responses: {
        200: { description: "A page of items.", ...json("BatchItemList") },
        ...problems({ 400: "`limit`, `after` or `state` is not valid.", 404: unknown }),
      },
    },
    async (c) => {
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const state = parseState(c.req.query("state"));
      const batch = await findBatch(c.req.param("id") ?? "", services);
      const { items, next } = await listItems(
        batch,
        { limit, state, after: after === undefined ? undefined : Number(after) },
        services,
      );
      const path =
        next === undefined ? undefined : nextPage(`/batches/${batch.id}/items`, limit, String(next), { state });
      if (path !== undefined) c.header("link", `<${path}>; rel="next"`);
      return c.json({ items: items.map((item) => describeItem(batch.id, item)), next: path });
    },
  );
}

function addGetBatchItemPdf(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/batches/{id}/items/{name}/report.pdf",
      access: "batches:read",
      operationId: "getBatchItemPdf",
      tags: ["batches"],
      summary: "The PDF of an item that is ready",
      description: "Also while the batch is under way.",
      request: { params: ofItem },
      responses: {
        200: {
          description: "The PDF, or a link to it if the client accepts only JSON and the response would be 302.",
          content: { ...pdf, ...link },
        },
        302: { description: "A link to the PDF, valid for fifteen minutes." },
        304: { description: "The client already has the PDF." },
        ...problems({ 404: "There is no such batch, or no ready item of that name." }),
      },
    },
    async (c) => {
      const batch = await findBatch(c.req.param("id") ?? "", services);
      const name = c.req.param("name") ?? "";
      const found = await findItem(batch, name, services);
      return sendStored(c, { ...found, name: `${name}.pdf`, contentType: "application/pdf" }, services);
    },
  );
}

function addGetBatchItemFile(app: DescribedApp, services: Services): void {
  const names = Object.values(fileNames);
  addRoute(
    app,
    {
      method: "get",
      path: "/batches/{id}/items/{name}/{file}",
      access: "batches:read",
      operationId: "getBatchItemFile",
      tags: ["batches"],
      summary: "An item in another form that the batch asks for",
      description: "Also while the batch is under way. The item lists the files that it has.",
      request: {
        params: { ...ofItem, file: { type: "string", enum: names, description: "The file of a form." } },
      },
      responses: {
        200: {
          description: "The file, or a link to it if the client accepts only JSON and the response would be 302.",
          content: { ...Object.fromEntries(renditionForms.map((form) => [typeOf(form), { schema: binary }])), ...link },
        },
        302: { description: "A link to the file, valid for fifteen minutes." },
        304: { description: "The client already has the file." },
        ...problems({ 404: "There is no such batch, no ready item of that name, or no such file of it." }),
      },
    },
    async (c) => {
      const batch = await findBatch(c.req.param("id") ?? "", services);
      const [name, file] = [c.req.param("name") ?? "", c.req.param("file") ?? ""];
      const form = renditionForms.find((each) => fileNames[each] === file);
      if (form === undefined) throw unknownFile(file, names);
      const found = await findItemForm(batch, name, form, services);
      return sendStored(
        c,
        {
          ...found,
          name: renditionFile(`${name}.pdf`, form),
          contentType: mediaTypes[form],
          headers: { "content-security-policy": renditionPolicy },
        },
        services,
      );
    },
  );
}

function unknownFile(file: string, names: readonly string[]): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-rendition",
    message: `an item of a batch has no file "${file.slice(0, 80)}"`,
    seen: file.slice(0, 80),
    allowed: ["report.pdf", ...names],
    ...hintNearMatch(file, names),
  });
}

function addDeleteBatchItem(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/batches/{id}/items/{name}",
      access: "batches:delete",
      operationId: "deleteBatchItem",
      tags: ["batches"],
      summary: "Delete one item with its files",
      description: "An archive or volume that was made before still holds it.",
      request: { params: ofItem },
      responses: {
        204: { description: "The item was deleted." },
        ...problems({ 404: "There is no such batch, or no ready item of that name." }),
      },
    },
    async (c) => {
      await deleteItem(await findBatch(c.req.param("id") ?? "", services), c.req.param("name") ?? "", services);
      return c.body(null, 204);
    },
  );
}

function addGetBatchManifest(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/batches/{id}/manifest.csv",
      access: "batches:read",
      operationId: "getBatchManifest",
      tags: ["batches"],
      summary: "One line for each row: name, state, report, sha256, pages, bytes, warnings, reason",
      description: "Cells that a spreadsheet would take for formulas begin with an apostrophe.",
      request: { params },
      responses: {
        200: {
          description: "The manifest, or a link to it if the client accepts only JSON and the response would be 302.",
          content: { "text/csv": { schema: { type: "string" } }, ...link },
        },
        302: { description: "A link to the manifest, valid for fifteen minutes." },
        304: { description: "The client already has it." },
        ...problems({ 404: unknown }),
      },
    },
    async (c) => {
      const batch = await findBatch(c.req.param("id") ?? "", services);
      const { body, key } = await readManifest(batch, services);
      const name = `manifest-${batch.id.slice(0, 12)}.csv`;
      const contentType = "text/csv; charset=utf-8";
      if (key !== undefined) return sendStored(c, { key, name, contentType, body }, services);
      return c.body(new Uint8Array(body), 200, { "content-type": contentType, "cache-control": "no-store" });
    },
  );
}

function addGetBatchOutput(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/batches/{id}/output/{name}",
      access: "batches:read",
      operationId: "getBatchOutput",
      tags: ["batches"],
      summary: "A file of the output of a batch that is ready: the archive, or a volume",
      request: { params: ofOutput },
      responses: {
        200: {
          description: "The file, or a link to it.",
          content: { "application/octet-stream": { schema: binary }, ...link },
        },
        302: { description: "A link to the file, valid for fifteen minutes." },
        304: { description: "The client already has it." },
        ...problems({ 404: "There is no such batch, or its output has no such file.", 409: "The batch is under way." }),
      },
    },
    async (c) => sendOutput(c, services),
  );
}

async function sendOutput(c: Context, services: Services): Promise<Response> {
  const batch = await findBatch(c.req.param("id") ?? "", services);
  const name = c.req.param("name") ?? "";
  if (isUnderWay(batch))
    throw new BroadsheetError("conflict", {
      code: "batch-not-ready",
      message: `the batch is ${batch.state}`,
      seen: batch.state,
      allowed: "ready",
    });
  const files = batch.totals?.output?.files ?? [];
  const file = files.find((one) => one.name === name);
  if (file !== undefined) return sendStored(c, { ...file, stream: true }, services);
  const allowed = files.map((one) => one.name);
  throw new BroadsheetError("not-found", {
    code: "unknown-output",
    message:
      allowed.length === 0
        ? "the batch has no output beside its items"
        : `the output has no file "${name.slice(0, 80)}"`,
    seen: name.slice(0, 80),
    allowed,
    ...hintNearMatch(name, allowed),
  });
}

/** @throws BroadsheetError `invalid-request` */
function parseState(text: string | undefined): ItemState | undefined {
  if (text === undefined) return undefined;
  const state = itemStates.find((one) => one === text);
  if (state !== undefined) return state;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-state",
    message: `"${text.slice(0, 80)}" is not a state of an item`,
    where: { name: "state" },
    seen: text.slice(0, 80),
    allowed: itemStates,
    ...hintNearMatch(text, itemStates),
  });
}

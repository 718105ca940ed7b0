import { uploadRange } from "../../core/report/dataset/dataset-limits.ts";
import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { datasetFormats, datasetReading } from "./dataset-schemas.ts";
import { mostParts } from "../../core/service/upload/upload-parts.ts";
import { bytesLimit } from "../../core/report/template/store/template-files.ts";
import { dateTime, exampleVersion, extend, integer, objectOf, ref, text } from "./schema-parts.ts";

const askedUpload = {
  name: { ...nameSchema, description: "Name of the dataset.", examples: ["beijing-indicators"] },
  format: { ...text, enum: datasetFormats, examples: ["parquet"] },
  bytes: {
    ...integer,
    minimum: 1,
    maximum: uploadRange.most,
    description: "Exact size. `GET /capabilities` says how large a file may be (`largestUpload`).",
    examples: [52428800],
  },
  sha256: { ...sha256Schema, description: "Of the bytes.", examples: [exampleVersion] },
};

const uploadHolding = {
  hold: {
    type: "boolean",
    description: "Hold the version back until `POST /datasets/{name}/promote` makes it current.",
  },
};

const uploadReading = {
  reading: { ...datasetReading, description: "How to read the file, where the file itself does not show it." },
};

/** Body of `POST /uploads`; also validates it. */
export const uploadRequest = {
  ...objectOf(askedUpload, { ...uploadReading, ...uploadHolding }),
  additionalProperties: false,
};

const uploadState = objectOf(
  {
    ...askedUpload,
    id: { ...text, format: "uuid" },
    status: { ...text, enum: ["waiting", "received", "stored", "failed"], examples: ["stored"] },
    created: dateTime,
    self: text,
  },
  {
    ...uploadReading,
    ...uploadHolding,
    partBytes: { ...integer, description: "If it comes in parts: the size of each but the last.", examples: [8388608] },
    partCount: { ...integer, description: "If it comes in parts: how many there are.", examples: [7] },
    reread: { ...sha256Schema, description: "If nothing is sent: the stored version whose bytes are read again." },
    finished: dateTime,
    version: { ...sha256Schema, description: "If stored: the version of the dataset." },
    dataset: { ...text, description: "If stored: the dataset.", examples: ["/datasets/beijing-indicators"] },
    failure: { ...ref("ProblemDetails"), description: "If failed: why." },
  },
);

const askedTemplate = {
  bytes: {
    ...integer,
    minimum: 1,
    maximum: bytesLimit,
    description: "Exact size of the ZIP file.",
    examples: [6291456],
  },
  sha256: { ...sha256Schema, description: "Of the bytes.", examples: [exampleVersion] },
};

/** Body of `POST /templates/{name}/uploads` and `POST /themes/{name}/uploads`; also validates it. */
export const templateUploadRequest = { ...objectOf(askedTemplate), additionalProperties: false };

const signed = {
  url: { ...text, description: "Where to send the bytes." },
  method: { ...text, enum: ["PUT"] },
  headers: { type: "object", additionalProperties: text, description: "Headers to send, exactly these." },
  expires: dateTime,
} as const;

/** The state of the upload of a folder. @param example its name */
function folderUpload<const Of extends "template" | "theme">(of: Of, example: string) {
  return objectOf(
    {
      id: { ...text, format: "uuid" },
      status: { ...text, enum: ["waiting", "received", "stored", "failed"], examples: ["stored"] },
      [of]: { ...nameSchema, examples: [example] },
      ...askedTemplate,
      created: dateTime,
      self: text,
    },
    {
      finished: dateTime,
      version: { ...sha256Schema, description: "If stored: the draft." },
      stored: {
        ...text,
        description: "If stored: the version.",
        examples: [`/${of}s/${example}/versions/${exampleVersion}`],
      },
      failure: { ...ref("ProblemDetails"), description: "If failed: why." },
    },
  );
}

const part = {
  number: { ...integer, minimum: 1, maximum: mostParts, description: "From 1, in the order of the file." },
  sha256: { ...sha256Schema, description: "Of the part.", examples: [exampleVersion] },
};

/** Most parts whose URLs are asked for at once. */
export const mostSigned = 100;

/** Body of `POST /uploads/{id}/parts`; also validates it. */
export const partsRequest = {
  ...objectOf({
    parts: {
      type: "array",
      minItems: 1,
      maxItems: mostSigned,
      items: { ...objectOf(part), additionalProperties: false },
      description: "Parts that are about to be sent.",
    },
  }),
  additionalProperties: false,
} as const;

/** Body of `POST /uploads/{id}/complete`; also validates it. */
export const completeRequest = {
  ...objectOf({
    parts: {
      type: "array",
      minItems: 1,
      maxItems: mostParts,
      items: sha256Schema,
      description: "The SHA-256 of each part, in order.",
      examples: [[exampleVersion]],
    },
  }),
  additionalProperties: false,
} as const;

/** Uploads of large datasets, templates and themes. */
export const uploadSchemas = {
  UploadRequest: uploadRequest,
  Upload: uploadState,
  AnnouncedUpload: extend("Upload", signed),
  UploadPart: objectOf(part),
  UploadParts: objectOf({ parts: { type: "array", items: ref("UploadPart") } }),
  UploadPartsRequest: partsRequest,
  SignedUploadParts: objectOf({ parts: { type: "array", items: extend("UploadPart", signed) } }),
  UploadCompletion: completeRequest,
  TemplateUploadRequest: templateUploadRequest,
  TemplateUpload: folderUpload("template", "my-report"),
  AnnouncedTemplateUpload: extend("TemplateUpload", signed),
  ThemeUploadRequest: templateUploadRequest,
  ThemeUpload: folderUpload("theme", "house"),
  AnnouncedThemeUpload: extend("ThemeUpload", signed),
} as const satisfies Readonly<Record<string, JsonSchema>>;

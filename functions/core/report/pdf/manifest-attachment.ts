import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import type { Warning } from "../../errors.ts";
import type { Face } from "../fonts/face.ts";
import { faceFile } from "../fonts/font-faces.ts";
import type { Provenance } from "./provenance.ts";
import type { Attachment } from "./file/write-attachments.ts";

/** `manifest.json`: what the PDF was made from, and the results. */
export interface Manifest extends Provenance {
  /** Version of this format. */
  readonly manifest: 1;
  /** Embedded fonts: path in the pinned font packages, or in the template → SHA-256 of the file. */
  readonly fonts: Readonly<Record<string, string>>;
  /** The other files in the PDF: name → SHA-256. */
  readonly attachments: Readonly<Record<string, string>>;
  /** Warning code → number of warnings. */
  readonly warnings: Readonly<Record<string, number>>;
}

/**
 * Builds the manifest as an attachment: indented JSON with sorted members. The same arguments give the same bytes.
 *
 * @param faces faces embedded in the PDF
 * @param attachments the other attachments
 */
export function manifestAttachment(
  provenance: Provenance,
  faces: readonly Face[],
  attachments: readonly Attachment[],
  warnings: readonly Warning[],
): Attachment {
  const counts: Record<string, number> = {};
  for (const { code } of warnings) counts[code] = (counts[code] ?? 0) + 1;
  const manifest: Manifest = {
    manifest: 1,
    ...provenance,
    fonts: Object.fromEntries(faces.map((face) => [face.file.path ?? faceFile(face.key), hashOf(face)])),
    attachments: Object.fromEntries(attachments.map(({ name, body }) => [name, sha256(body)])),
    warnings: counts,
  };
  const text = JSON.stringify(JSON.parse(canonicalJson(manifest)), undefined, 2);
  return {
    name: "manifest.json",
    description: "What this report was made from: versions, parameters, results of queries, fonts",
    type: "application/json",
    body: new TextEncoder().encode(`${text}\n`),
    relationship: "Supplement",
  };
}

/** Hashing ten megabytes of Chinese outlines takes longer than drawing a page, so it is done once per parsed font. */
const hashes = new WeakMap<Face, string>();

function hashOf(face: Face): string {
  let hash = hashes.get(face);
  if (hash === undefined) hashes.set(face, (hash = face.file.digest()));
  return hash;
}

import { canonicalJson, sha256 } from "../canonical-json.ts";
import type { Warning } from "../errors.ts";
import type { Face } from "../fonts/face.ts";
import { faceFile } from "../fonts/font-faces.ts";
import type { Provenance } from "./provenance.ts";
import type { Attachment } from "./file/write-attachments.ts";

/** `manifest.json`: what the PDF was made from, and what came of it. */
export interface Manifest extends Provenance {
  /** Version of this format. */
  readonly manifest: 1;
  /** Fonts that are embedded: path in the pinned font packages → SHA-256 of the file. */
  readonly fonts: Readonly<Record<string, string>>;
  /** The other files in the PDF: name → SHA-256. */
  readonly attachments: Readonly<Record<string, string>>;
  /** Code → how many there were. */
  readonly warnings: Readonly<Record<string, number>>;
}

/**
 * The manifest as a file to travel inside the PDF: JSON, indented to be read, members sorted. Same
 * arguments, same bytes.
 *
 * @param faces embedded in the PDF
 * @param attachments that travel beside it
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
    fonts: Object.fromEntries(faces.map((face) => [faceFile(face.key), hashOf(face)])),
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

/** Hashing ten megabytes of Chinese outlines takes longer than a page: done once per parsed font. */
const hashes = new WeakMap<Face, string>();

function hashOf(face: Face): string {
  let hash = hashes.get(face);
  if (hash === undefined) hashes.set(face, (hash = face.file.digest()));
  return hash;
}

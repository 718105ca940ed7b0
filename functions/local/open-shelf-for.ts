import { fileURLToPath } from "node:url";
import { openShelf, type ShelfFile } from "../adapters/shelf-file.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";
import { projectRoot } from "../program/project-root.ts";

/** Folder of all shelves, beside V8's compile cache. */
export const shelves = fileURLToPath(new URL("node_modules/.cache/broadsheet/shelf/", projectRoot));

/** Opens the shelf for a template version in one language and one engine. */
export function openShelfFor({ template, language }: AcceptedRequest, engine: string): ShelfFile {
  return openShelf(shelves, `${template.version.slice(0, 32)}-${language}-${engine.slice(0, 32)}`);
}

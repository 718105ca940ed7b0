import { fileURLToPath } from "node:url";
import { openSpecShelf, type SpecShelfFile } from "../adapters/spec-shelf-file.ts";
import type { AcceptedRequest } from "../core/request/report-request.ts";
import { projectRoot } from "./project-root.ts";

/** Folder of all shelves, beside V8's compiled code. */
export const specShelves = fileURLToPath(new URL("node_modules/.cache/broadsheet/specs/", projectRoot));

/** The shelf of a template's version in one language, made by one engine. */
export function openShelfFor({ engine, template, language }: AcceptedRequest): SpecShelfFile {
  return openSpecShelf(specShelves, `${template.version.slice(0, 32)}-${language}-${engine.slice(0, 32)}`);
}

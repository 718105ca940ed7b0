import { fileURLToPath } from "node:url";
import { openSpecShelf, type SpecShelfFile } from "../adapters/spec-shelf-file.ts";
import type { AcceptedRequest } from "../core/request/report-request.ts";
import { projectRoot } from "./project-root.ts";

/** Beside V8's compiled code. */
const folder = fileURLToPath(new URL("node_modules/.cache/broadsheet/specs/", projectRoot));

/** The shelf of a template's version in one language, made by one engine. */
export function openShelfFor({ engine, template, language }: AcceptedRequest): SpecShelfFile {
  return openSpecShelf(folder, `${template.version.slice(0, 32)}-${language}-${engine.slice(0, 32)}`);
}

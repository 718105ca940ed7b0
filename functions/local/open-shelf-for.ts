import { join } from "node:path";
import { openShelf, type ShelfFile } from "../adapters/shelf-file.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";
import { cacheFolder } from "../program/cache-folder.ts";

/** Folder of all shelves. */
export function shelves(): string {
  return join(cacheFolder(), "shelf");
}

/** Opens the shelf for a template version in one language and one engine. */
export function openShelfFor({ template, language }: AcceptedRequest, engine: string): ShelfFile {
  return openShelf(shelves(), `${template.version.slice(0, 32)}-${language}-${engine.slice(0, 32)}`);
}

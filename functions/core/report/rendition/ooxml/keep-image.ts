import { sha256 } from "../../../json/canonical-json.ts";
import type { Part } from "./write-package.ts";

/**
 * Keeps an image of an office file once, under a name of its content.
 *
 * @param images those of the file, by their paths
 * @param folder of its images: `xl/media`
 * @returns its path
 */
export function keepImage(images: Map<string, Part>, folder: string, png: Uint8Array): string {
  const path = `${folder}/${sha256(png).slice(0, 16)}.png`;
  images.set(path, { path, type: "image/png", body: png });
  return path;
}

import type { Problem, Where } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import type { PictureContent } from "../document/document.ts";
import type { TemplateFiles } from "../template/template.ts";
import type { Composition } from "./composition.ts";

/** Folder of a template's images; a path may leave it out. */
const folder = "images/";

/** Paths of a template's files that are images by their names. */
export function imageFiles(files: TemplateFiles): string[] {
  return [...files.keys()].filter((path) => /\.(png|jpe?g|svg)$/i.test(path));
}

/** The path in the template of an image file that a report names. @param images from `imageFiles` */
export function findImageFile(images: readonly string[], named: string): string | undefined {
  const path = named.replace(/^\.\//, "");
  return [path, `${folder}${path}`].find((candidate) => images.includes(candidate));
}

/** The problem of an image that does not exist. */
export function unknownImage(named: string, images: readonly string[], where: Where): Problem {
  const at = `${where.file}:${where.line}`;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(named)) {
    return {
      code: "unknown-image",
      message: `${at}: an image is a file of the template: nothing is loaded from ${JSON.stringify(named.slice(0, 100))}`,
      where,
      seen: named.slice(0, 100),
      allowed: images,
      hint: `save it in the template's folder ${folder}`,
    };
  }
  return {
    code: "unknown-image",
    message: `${at}: the template has no image "${named}"`,
    where,
    seen: named,
    allowed: images,
    ...hintNearMatch(named, named.includes("/") ? images : images.map((path) => path.replace(folder, ""))),
  };
}

/** An image file of the template; `undefined`, with a problem, if there is none. */
export function imageOfFile(
  { template, problems }: Pick<Composition, "template" | "problems">,
  named: string,
  where: Where,
): PictureContent | undefined {
  const images = imageFiles(template.files);
  const path = findImageFile(images, named);
  if (path !== undefined) return { kind: "image", name: path, bytes: template.files.get(path)! };
  problems.push(unknownImage(named, images, where));
  return undefined;
}

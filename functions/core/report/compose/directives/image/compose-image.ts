import type { Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";
import { imageOfFile } from "../../image-files.ts";
import { composeCaptioned } from "../compose-captioned.ts";
import { imageFromData } from "./image-from-data.ts";
import { readPictureShape } from "../picture-shape.ts";
import type { Block } from "../../../document/document.ts";

/**
 * `::image{file="harbour.jpg" alt=".." title=".." caption=".." source=".." width="60%" crop="16:9" focus="left"}`, or
 * from `data`'s `column`.
 */
export function composeImage(composition: Composition, directive: Directive): Block[] {
  const { where, name } = directive;
  const { problems } = composition;
  const before = problems.length;
  const decorative = directive.has("decorative");
  const alt = directive.plain("alt");
  // A missing value is printed as a dash.
  if (!decorative && /^–?$/.test(alt))
    problems.push({
      code: "missing-alt",
      message: `${where.file}:${where.line}: the image's alternative text is empty`,
      where,
      hint: "a value in it may be missing",
    });
  const shape = readPictureShape(composition, directive);
  const content =
    name("data") === undefined
      ? imageOfFile(composition, name("file") ?? "", where)
      : imageFromData(composition, directive);
  const file = name("file") ?? name("column") ?? "";
  const captioned = composeCaptioned(
    composition,
    directive,
    "picture",
    `image-${file.replace(/^.*\//, "").replace(/\.[a-z]+$/i, "")}`,
    () => ({ caption: directive.inline("caption") }),
  );
  if (decorative && (captioned.title.length > 0 || captioned.deck.length > 0)) {
    problems.push({
      code: "invalid-attribute",
      message: `${where.file}:${where.line}: an image with a title is a figure, so it cannot be decorative`,
      where,
      hint: "give it an alternative text",
    });
  }
  if (content === undefined || problems.length > before) return [];
  return [{ type: "picture", ...captioned, content, ...(!decorative && { alt }), ...shape, where }];
}

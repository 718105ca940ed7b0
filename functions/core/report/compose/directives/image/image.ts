import type { Problem, Where } from "../../../../errors.ts";
import { captionAttributes, type Attributes, type DirectiveKind } from "../../directive.ts";
import { findImageFile, unknownImage } from "../../image-files.ts";
import { hasPlaceholder } from "../../liquid/placeholders.ts";
import { composeImage } from "./compose-image.ts";

export const image: DirectiveKind = {
  rule: {
    forms: ["leaf"],
    required: [],
    attributes: [
      "file",
      "data",
      "where",
      "column",
      ...captionAttributes,
      "alt",
      "decorative",
      "caption",
      "width",
      "crop",
      "focus",
      "align",
    ],
    queries: ["data"],
  },
  check: (attributes, { images }, where) => checkImage(attributes, images, where),
  compose: composeImage,
};

/** Checks that an image comes from a file or the data and has an alternative text, unless it is decorative. */
function checkImage(attributes: Attributes, images: readonly string[], where: Where): Problem[] {
  const { alt, decorative } = attributes;
  const at = `${where.file}:${where.line}`;
  const problems = checkOrigin(attributes, images, where);
  const decoration = decorative !== undefined && decorative !== "false";
  if (!decoration && !alt?.trim()) {
    problems.push({
      code: "missing-alt",
      message: `${at}: the image has no alternative text`,
      where,
      hint: 'say in alt="..." what a reader who cannot see it should know, or mark it as decorative',
    });
  }
  if (decoration && alt?.trim())
    problems.push({
      code: "invalid-attribute",
      message: `${at}: a decorative image is not read aloud, so it must not have an alternative text`,
      where,
      seen: alt,
    });
  return problems;
}

/** Checks where the image comes from. */
function checkOrigin({ file, data, column }: Attributes, images: readonly string[], where: Where): Problem[] {
  const at = `${where.file}:${where.line}`;
  const problems: Problem[] = [];
  if (!file && !data)
    problems.push({
      code: "missing-attribute",
      message: `${at}: image needs the attribute "file", or "data" and "column"`,
      where,
      allowed: images,
    });
  else if (file && data)
    problems.push({
      code: "invalid-attribute",
      message: `${at}: an image comes from a file or from the data, not from both`,
      where,
      seen: `file="${file}" data="${data}"`,
    });
  else if (data && !column)
    problems.push({
      code: "missing-attribute",
      message: `${at}: image needs the attribute "column": the column of "${data}" that holds the images`,
      where,
    });
  if (file && !hasPlaceholder(file) && findImageFile(images, file) === undefined)
    problems.push(unknownImage(file, images, where));
  return problems;
}

import type { Image, ImageReference, Paragraph, PhrasingContent } from "mdast";
import type { Block, Picture } from "../../document/document.ts";
import { identifierOf } from "../markdown/identifier-of.ts";
import { nameText, plainText, type Composition } from "../composition.ts";
import { claimId } from "../inlines/claim-id.ts";
import { composeInlineText } from "../inlines/compose-inlines.ts";
import { imageOfFile } from "../image-files.ts";

/** Numbers of images side by side that share twelve columns evenly. */
const counts = [1, 2, 3, 4, 6];

/**
 * The images of a paragraph that holds nothing else, `![alt](images/x.png "caption")`: one, or several side by side.
 *
 * @returns undefined for any other paragraph
 */
export function composeImages(composition: Composition, { children }: Paragraph): Block[] | undefined {
  const images = children.filter(isImage);
  const others = children.filter((node) => !isImage(node));
  if (
    images.length === 0 ||
    !others.every((node) => node.type === "break" || (node.type === "text" && node.value.trim() === ""))
  )
    return undefined;
  if (!counts.includes(images.length)) {
    const where = composition.where(images[0]!);
    composition.problems.push({
      code: "image-in-markdown",
      message: `${where.file}:${where.line}: ${images.length} images cannot share a line evenly`,
      where,
      seen: images.length,
      allowed: counts,
      hint: "put some of them into a paragraph of their own",
    });
    return [];
  }
  const pictures = images.map((node) => composeOne(composition, node));
  if (pictures.length === 1) return pictures.flat();
  return [{ type: "columns", spans: pictures.map(() => 12 / pictures.length), columns: pictures }];
}

function isImage(node: PhrasingContent): node is Image | ImageReference {
  return node.type === "image" || node.type === "imageReference";
}

function composeOne(composition: Composition, node: Image | ImageReference): Picture[] {
  const where = composition.where(node);
  const { problems } = composition;
  const target =
    node.type === "image" ? node : composition.definitions.get(identifierOf(nameText(composition, node.identifier)));
  if (target === undefined) return [];
  const file = decoded(nameText(composition, target.url));
  const alt = plainText(composition, node.alt ?? "").trim();
  if (alt === "") {
    problems.push({
      code: "missing-alt",
      message: `${where.file}:${where.line}: the image has no alternative text`,
      where,
      hint: `say what it shows: ![...](${file}); if it is decoration, write ::image{file="${file}" decorative}`,
    });
  }
  const content = imageOfFile(composition, file, where);
  const caption = composeInlineText(composition, target.title ?? "", where);
  const id = claimId(
    composition,
    undefined,
    `image-${file.replace(/^.*\//, "").replace(/\.[a-z]+$/i, "")}`,
    { text: [] },
    where,
  );
  if (content === undefined || alt === "") return [];
  return [{ type: "picture", id, number: 0, title: [], deck: [], source: [], note: [], caption, content, alt, where }];
}

/** Decodes a path as written in Markdown: `my%20photo.jpg`. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

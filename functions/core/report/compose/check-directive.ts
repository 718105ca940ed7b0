import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { Problem, Where } from "../../errors.ts";
import { hintNearMatch } from "../../names/near-match.ts";
import { directiveRules, isDirectiveName, type DirectiveName } from "./directive-rules.ts";
import { symbologies } from "../picture/barcode/symbologies.ts";
import { findImageFile, unknownImage } from "./image-files.ts";
import { hasPlaceholder } from "./liquid/placeholders.ts";

/** Names that directives may refer to. */
export interface KnownNames {
  readonly queries: Iterable<string>;
  readonly charts: Iterable<string>;
  /** Paths of the template's image files. */
  readonly images: readonly string[];
}

/**
 * Checks a directive's name, form and attributes, and that the queries and charts it names exist.
 * A name from Liquid is known only when a report is rendered, and is not checked here.
 *
 * @returns the problems, and the directive's name if it can be used
 */
export function checkDirective(
  node: Pick<LeafDirective | ContainerDirective, "type" | "name">,
  attributes: Readonly<Record<string, string>>,
  known: KnownNames,
  where: Where,
): { readonly name?: DirectiveName; readonly problems: readonly Problem[] } {
  const at = `${where.file}:${where.line}`;
  const { name } = node;
  if (!isDirectiveName(name)) {
    const allowed = Object.keys(directiveRules);
    return {
      problems: [
        {
          code: "unknown-directive",
          message: `${at}: there is no directive "${name}"`,
          where,
          seen: name,
          allowed,
          ...hintNearMatch(name, allowed),
        },
      ],
    };
  }
  const rule = directiveRules[name];
  const problems: Problem[] = [];
  const form = node.type === "leafDirective" ? "leaf" : "container";
  if (!rule.forms.includes(form)) {
    problems.push({
      code: "directive-form",
      message:
        form === "leaf"
          ? `${at}: ${name} holds blocks: write :::${name}, the blocks, and :::`
          : `${at}: ${name} holds nothing: write ::${name} with two colons`,
      where,
      seen: form === "leaf" ? `::${name}` : `:::${name}`,
    });
  }
  for (const attribute of Object.keys(attributes).filter((key) => !rule.attributes.includes(key))) {
    problems.push({
      code: "unknown-attribute",
      message: `${at}: ${name} has no attribute "${attribute}"`,
      where,
      seen: attribute,
      allowed: rule.attributes,
      ...hintNearMatch(attribute, rule.attributes),
    });
  }
  for (const attribute of rule.required.filter((key) => !attributes[key])) {
    problems.push({
      code: "missing-attribute",
      message: `${at}: ${name} needs the attribute "${attribute}"`,
      where,
      allowed: rule.attributes,
    });
  }
  for (const attribute of rule.queries) {
    checkName("query", attributes[attribute], [...known.queries], at, where, problems);
  }
  if (name === "chart") checkName("chart", attributes["spec"], [...known.charts], at, where, problems);
  if (name === "barcode") checkName("barcode type", attributes["type"], Object.keys(symbologies), at, where, problems);
  if (name === "image") problems.push(...checkImage(attributes, known.images, at, where));
  return { name, problems };
}

/** Checks that an image comes from a file or the data and has an alternative text, unless it is decorative. */
function checkImage(
  attributes: Readonly<Record<string, string>>,
  images: readonly string[],
  at: string,
  where: Where,
): Problem[] {
  const problems: Problem[] = [];
  const { file, data, column, alt, decorative } = attributes;
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

function checkName(
  what: string,
  name: string | undefined,
  allowed: readonly string[],
  at: string,
  where: Where,
  problems: Problem[],
): void {
  if (!name || hasPlaceholder(name) || allowed.includes(name)) return;
  problems.push({
    code: `unknown-${what.replace(" ", "-")}`,
    message: `${at}: ${what === "barcode type" ? "there is" : "the template has"} no ${what} "${name}"`,
    where,
    seen: name,
    allowed,
    ...hintNearMatch(name, allowed),
  });
}

import type { Problem, Warning } from "../../../errors.ts";
import type { Template } from "../../template/template.ts";
import { imageFiles } from "../image-files.ts";
import { checkDirective } from "../check-directive.ts";
import { hintNearMatch } from "../../../names/near-match.ts";
import { directiveRules, isDirectiveName } from "../directive-rules.ts";
import { hasPlaceholder } from "../liquid/placeholders.ts";
import { type NamedValues, possibleTexts } from "./known-values.ts";
import type { KnownColumns } from "./check-variables.ts";
import { checkColumns } from "./check-columns.ts";
import { checkPairs } from "./check-pairs.ts";
import { attributesKey, extractAttributes } from "../markdown/extract-attributes.ts";
import { placeInFile } from "../liquid/place-in-file.ts";

/**
 * Checks the directives of a text, even in branches that no data may ever reach.
 *
 * @param masked the text with its Liquid masked, at the same offsets
 * @param columns query → names of its columns, if known
 * @param text the text as written
 * @param names the names that it assigns or receives; the values of an attribute from Liquid are checked if known
 */
export function checkDirectives(
  template: Template,
  file: string,
  masked: string,
  columns: KnownColumns = new Map(),
  text = masked,
  names: NamedValues = new Map(),
): { errors: Problem[]; warnings: Warning[] } {
  const errors: Problem[] = [];
  const warnings: Warning[] = [];
  const extracted = extractAttributes(masked);
  for (const { offset, message, directive } of extracted.faults) {
    const where = placeInFile(file, masked, offset);
    errors.push({ code: "invalid-attribute", message: `${file}:${where.line}: ${directive}: ${message}`, where });
  }
  const known = {
    queries: [...template.queries.keys()],
    charts: [...template.charts.keys()],
    images: imageFiles(template.files),
  };
  for (const match of withoutFences(extracted.text).matchAll(
    /^(?:[ \t]|> ?|[-*+] )*(:{2,})([a-z][a-z0-9_-]*)(.*)$/gim,
  )) {
    const [whole, colons = "", name = "", rest = ""] = match;
    const where = placeInFile(file, masked, extracted.originalOffset(match.index + whole.indexOf(colons)));
    const index = new RegExp(`${attributesKey}=(\\d+)`).exec(rest)?.[1];
    // Attributes that could not be read to the end would be reported as missing.
    if (extracted.faults.some((fault) => fault.index === Number(index))) continue;
    const attributes = index === undefined ? {} : (extracted.attributes[Number(index)] ?? {});
    errors.push(
      ...checkDirective(
        { type: colons.length === 2 ? "leafDirective" : "containerDirective", name },
        attributes,
        known,
        where,
      ).problems,
    );
    for (const [attribute, what, allowed] of [
      ["data", "query", known.queries],
      ["spec", "chart", known.charts],
    ] as const) {
      if (
        !hasPlaceholder(attributes[attribute] ?? "") ||
        !isDirectiveName(name) ||
        !directiveRules[name].attributes.includes(attribute)
      )
        continue;
      for (const seen of possibleTexts(
        writtenValue(masked, text, extracted.originalOffset(match.index), attribute),
        names,
      ) ?? []) {
        if (!allowed.includes(seen))
          errors.push({
            code: `unknown-${what}`,
            message: `${file}:${where.line}: the template has no ${what} "${seen}"`,
            where,
            seen,
            allowed,
            ...hintNearMatch(seen, allowed),
          });
      }
    }
    errors.push(...checkPairs(template, attributes, columns, where));
    if (name === "table") errors.push(...checkColumns(attributes, columns, where));
    if (name === "chart" && !attributes["alt"]) {
      warnings.push({
        code: "missing-alt",
        message: `${file}:${where.line}: the chart has no alternative text`,
        where,
        hint: 'say in alt="..." what a reader who cannot see the chart should know',
      });
    }
  }
  return { errors, warnings };
}

/** Blanks out fenced code, which may show directives that are none. Offsets stay. */
function withoutFences(text: string): string {
  return text.replace(/^( {0,3})(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\2|(?![\s\S]))/gm, (code) =>
    code.replace(/[^\n]/g, " "),
  );
}

/** An attribute's value as written, including Liquid, at the same offsets as the masked one. */
function writtenValue(masked: string, text: string, from: number, attribute: string): string {
  const found = new RegExp(`\\b${attribute}\\s*=\\s*(["']?)`, "g");
  found.lastIndex = from;
  const match = found.exec(masked);
  if (match === null) return "";
  const start = match.index + match[0].length;
  const end = match[1] === "" ? start + masked.slice(start).search(/[\s}]|$/) : masked.indexOf(match[1]!, start);
  return text.slice(start, end);
}

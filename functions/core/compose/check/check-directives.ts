import type { Problem, Warning } from "../../errors.ts";
import type { Template } from "../../template/template.ts";
import { imageFiles } from "../image-files.ts";
import { checkDirective } from "../check-directive.ts";
import type { KnownColumns } from "./check-variables.ts";
import { checkColumns } from "./check-columns.ts";
import { checkPairs } from "./check-pairs.ts";
import { attributesKey, extractAttributes } from "../markdown/extract-attributes.ts";
import { placeInFile } from "../liquid/place-in-file.ts";

/**
 * Checks the directives of a text, in branches too that no data may ever reach.
 *
 * @param masked the text with its Liquid masked, at the same offsets
 * @param columns query → names of its columns, where they are known
 */
export function checkDirectives(template: Template, file: string, masked: string, columns: KnownColumns = new Map()): { errors: Problem[]; warnings: Warning[] } {
  const errors: Problem[] = [];
  const warnings: Warning[] = [];
  const extracted = extractAttributes(masked);
  for (const { offset, message, directive } of extracted.faults) {
    const where = placeInFile(file, masked, offset);
    errors.push({ code: "invalid-attribute", message: `${file}:${where.line}: ${directive}: ${message}`, where });
  }
  const known = { queries: [...template.queries.keys()], charts: [...template.charts.keys()], images: imageFiles(template.files) };
  for (const match of withoutFences(extracted.text).matchAll(/^(?:[ \t]|> ?|[-*+] )*(:{2,})([a-z][a-z0-9_-]*)(.*)$/gim)) {
    const [whole, colons = "", name = "", rest = ""] = match;
    const where = placeInFile(file, masked, extracted.originalOffset(match.index + whole.indexOf(colons)));
    const index = new RegExp(`${attributesKey}=(\\d+)`).exec(rest)?.[1];
    // Attributes that could not be read to their end would be found missing.
    if (extracted.faults.some((fault) => fault.index === Number(index))) continue;
    const attributes = index === undefined ? {} : (extracted.attributes[Number(index)] ?? {});
    errors.push(...checkDirective({ type: colons.length === 2 ? "leafDirective" : "containerDirective", name }, attributes, known, where).problems);
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

/** Fenced code may show directives; they are none. Lengths stay. */
function withoutFences(text: string): string {
  return text.replace(/^( {0,3})(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\2|(?![\s\S]))/gm, (code) => code.replace(/[^\n]/g, " "));
}

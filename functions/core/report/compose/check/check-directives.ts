import type { Problem, Warning, Where } from "../../../errors.ts";
import type { Template } from "../../template/template.ts";
import { imageFiles } from "../image-files.ts";
import { checkDirective } from "../check-directive.ts";
import type { Attributes, DirectiveRule } from "../directive.ts";
import { hasPlaceholder } from "../liquid/placeholders.ts";
import { type NamedValues, possibleTexts } from "./known-values.ts";
import { checkName, type KnownColumns, type KnownNames } from "../known-names.ts";
import { checkPairs } from "./check-pairs.ts";
import { attributesKey, extractAttributes, type ExtractedMarkdown } from "../markdown/extract-attributes.ts";
import { placeInFile } from "../liquid/place-in-file.ts";

/** What a text's directives are checked against. */
interface Checked {
  readonly template: Template;
  readonly file: string;
  readonly masked: string;
  readonly text: string;
  readonly known: KnownNames & { readonly queries: readonly string[]; readonly charts: readonly string[] };
  readonly columns: KnownColumns;
  readonly names: NamedValues;
}

/** A directive as found by its colons. */
interface FoundDirective {
  readonly name: string;
  readonly type: "leafDirective" | "containerDirective";
  readonly attributes: Attributes;
  /** Offset of its line in the text as written. */
  readonly offset: number;
  readonly where: Where;
}

interface Findings {
  readonly errors: Problem[];
  readonly warnings: Warning[];
}

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
): Findings {
  const known = {
    queries: [...template.queries.keys()],
    charts: [...template.charts.keys()],
    images: imageFiles(template.files),
  };
  const checked = { template, file, masked, text, known, columns, names };
  const extracted = extractAttributes(masked);
  const found: Findings = { errors: [], warnings: [] };
  for (const { offset, message, directive } of extracted.faults) {
    const where = placeInFile(file, masked, offset);
    found.errors.push({ code: "invalid-attribute", message: `${file}:${where.line}: ${directive}: ${message}`, where });
  }
  for (const directive of findDirectives(checked, extracted)) checkOne(checked, directive, found);
  return found;
}

/** The directives of a text whose attributes could be read to the end; others would seem to lack some. */
function findDirectives({ file, masked }: Checked, extracted: ExtractedMarkdown): FoundDirective[] {
  const matches = withoutFences(extracted.text).matchAll(/^(?:[ \t]|> ?|[-*+] )*(:{2,})([a-z][a-z0-9_-]*)(.*)$/gim);
  return [...matches].flatMap((match): FoundDirective[] => {
    const [whole, colons = "", name = "", rest = ""] = match;
    const index = new RegExp(`${attributesKey}=(\\d+)`).exec(rest)?.[1];
    if (extracted.faults.some((fault) => fault.index === Number(index))) return [];
    return [
      {
        name,
        type: colons.length === 2 ? "leafDirective" : "containerDirective",
        attributes: index === undefined ? {} : (extracted.attributes[Number(index)] ?? {}),
        offset: extracted.originalOffset(match.index),
        where: placeInFile(file, masked, extracted.originalOffset(match.index + whole.indexOf(colons))),
      },
    ];
  });
}

function checkOne(checked: Checked, directive: FoundDirective, { errors, warnings }: Findings): void {
  const { template, known, columns } = checked;
  const { attributes, where } = directive;
  const { kind, problems } = checkDirective(directive, attributes, known, where);
  errors.push(...problems);
  if (kind !== undefined) {
    errors.push(...checkComputedName(checked, directive, kind.rule, "data", "query", known.queries));
    errors.push(...checkComputedName(checked, directive, kind.rule, "spec", "chart", known.charts));
  }
  errors.push(...checkPairs(template, attributes, columns, where));
  const found = kind?.lint?.(attributes, columns, where);
  errors.push(...(found?.errors ?? []));
  warnings.push(...(found?.warnings ?? []));
}

/** Checks each name that an attribute from Liquid may turn out to be, as far as they are known. */
function checkComputedName(
  { masked, text, names }: Checked,
  { attributes, offset, where }: FoundDirective,
  rule: DirectiveRule,
  attribute: string,
  what: string,
  allowed: readonly string[],
): Problem[] {
  if (!hasPlaceholder(attributes[attribute] ?? "") || !rule.attributes.includes(attribute)) return [];
  const possible = possibleTexts(writtenValue(masked, text, offset, attribute), names) ?? [];
  return possible.flatMap((name) => checkName(what, name, allowed, where));
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

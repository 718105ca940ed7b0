import { PictureFault } from "../picture-fault.ts";
import { elementsIn, type SvgElement } from "./svg-element.ts";

/** A rule of a style sheet, for elements with a name, class or id. */
export interface StyleRule {
  readonly name?: string;
  readonly class?: string;
  readonly id?: string;
  readonly declarations: readonly (readonly [string, string])[];
}

/** A rule's selector: `rect`, `.a`, `#a`, `rect.a`. */
const selector = /^(\*|[\w-]+)?(?:\.([\w-]+))?(?:#([\w-]+))?$/;

/**
 * The rules of all `<style>` elements, in order of precedence.
 *
 * @throws PictureFault if there is an at-rule, or a selector that is more than a name, class or id
 */
export function readStyleSheets(root: SvgElement): StyleRule[] {
  const rules: StyleRule[] = [];
  const visit = (element: SvgElement): void => {
    if (element.name === "style") rules.push(...readStyleSheet(element.children.join(""), element.line));
    else elementsIn(element).forEach(visit);
  };
  visit(root);
  return rules
    .map((rule, index) => ({ rule, index }))
    .sort((a, b) => weightOf(a.rule) - weightOf(b.rule) || a.index - b.index)
    .map(({ rule }) => rule);
}

function readStyleSheet(css: string, line: number): StyleRule[] {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, "").trim();
  const rules: StyleRule[] = [];
  let rest = text;
  for (
    let match = /^([^{}@]+)\{([^{}]*)\}\s*/.exec(rest);
    match !== null;
    match = /^([^{}@]+)\{([^{}]*)\}\s*/.exec(rest)
  ) {
    rest = rest.slice(match[0].length);
    for (const each of match[1]!.split(",")) {
      const [whole, name, named, id] = selector.exec(each.trim()) ?? [];
      if (!whole)
        throw new PictureFault(`has a style that is not read: ${each.trim().slice(0, 40)}`, {
          line,
          allowed: "selectors of an element, a class or an id",
          hint: "let the drawing program write presentation attributes",
        });
      rules.push({
        ...(name === undefined || name === "*" ? {} : { name }),
        ...(named !== undefined && { class: named }),
        ...(id !== undefined && { id }),
        declarations: readDeclarations(match[2]!),
      });
    }
  }
  if (rest !== "")
    throw new PictureFault(`has a style that is not read: ${rest.slice(0, 40)}`, {
      line,
      hint: "let the drawing program write presentation attributes",
    });
  return rules;
}

function weightOf(rule: StyleRule): number {
  return (rule.id === undefined ? 0 : 100) + (rule.class === undefined ? 0 : 10) + (rule.name === undefined ? 0 : 1);
}

/** `fill: red; stroke: none`. */
export function readDeclarations(text: string): (readonly [string, string])[] {
  return text.split(";").flatMap((part) => {
    const colon = part.indexOf(":");
    return colon < 0
      ? []
      : [
          [
            part.slice(0, colon).trim().toLowerCase(),
            part
              .slice(colon + 1)
              .replace(/!important/, "")
              .trim(),
          ] as const,
        ];
  });
}

/** An element's attributes with those of the style sheets and of its own `style`, which win. */
export function styledAttributes({ name, attributes }: SvgElement, rules: readonly StyleRule[]): Map<string, string> {
  const styled = new Map(attributes);
  const classes = new Set((attributes.get("class") ?? "").split(/\s+/));
  for (const rule of rules) {
    const meant =
      (rule.name ?? name) === name &&
      (rule.class === undefined || classes.has(rule.class)) &&
      (rule.id === undefined || rule.id === attributes.get("id"));
    if (meant) for (const [property, value] of rule.declarations) styled.set(property, value);
  }
  for (const [property, value] of readDeclarations(attributes.get("style") ?? "")) styled.set(property, value);
  return styled;
}

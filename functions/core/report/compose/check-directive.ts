import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { Problem, Where } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import type { Attributes, DirectiveKind, DirectiveRule } from "./directive.ts";
import { directives } from "./directives/directives.ts";
import { checkName, type KnownNames } from "./known-names.ts";

type DirectiveNode = Pick<LeafDirective | ContainerDirective, "type" | "name">;

/**
 * Checks a directive's name, form and attributes, and that the queries and charts it names exist.
 * A name from Liquid is known only when a report is rendered, and is not checked here.
 *
 * @returns the problems, and the directive's kind if there is one of its name
 */
export function checkDirective(
  node: DirectiveNode,
  attributes: Attributes,
  known: KnownNames,
  where: Where,
): { readonly kind?: DirectiveKind; readonly problems: readonly Problem[] } {
  const { name } = node;
  const kind = Object.hasOwn(directives, name) ? directives[name] : undefined;
  if (kind === undefined) return { problems: [unknownDirective(name, where)] };
  const { rule } = kind;
  return {
    kind,
    problems: [
      ...checkForm(node, rule, where),
      ...checkAttributes(name, attributes, rule, where),
      ...rule.queries.flatMap((attribute) => checkName("query", attributes[attribute], [...known.queries], where)),
      ...(kind.check?.(attributes, known, where) ?? []),
    ],
  };
}

function unknownDirective(name: string, where: Where): Problem {
  const allowed = Object.keys(directives);
  return {
    code: "unknown-directive",
    message: `${where.file}:${where.line}: there is no directive "${name}"`,
    where,
    seen: name,
    allowed,
    ...hintNearMatch(name, allowed),
  };
}

function checkForm({ type, name }: DirectiveNode, { forms }: DirectiveRule, where: Where): Problem[] {
  const leaf = type === "leafDirective";
  if (forms.includes(leaf ? "leaf" : "container")) return [];
  const at = `${where.file}:${where.line}`;
  return [
    {
      code: "directive-form",
      message: leaf
        ? `${at}: ${name} holds blocks: write :::${name}, the blocks, and :::`
        : `${at}: ${name} holds nothing: write ::${name} with two colons`,
      where,
      seen: leaf ? `::${name}` : `:::${name}`,
    },
  ];
}

function checkAttributes(name: string, attributes: Attributes, rule: DirectiveRule, where: Where): Problem[] {
  const at = `${where.file}:${where.line}`;
  const unknown = Object.keys(attributes).filter((key) => !rule.attributes.includes(key));
  const missing = rule.required.filter((key) => !attributes[key]);
  return [
    ...unknown.map((attribute) => ({
      code: "unknown-attribute",
      message: `${at}: ${name} has no attribute "${attribute}"`,
      where,
      seen: attribute,
      allowed: rule.attributes,
      ...hintNearMatch(attribute, rule.attributes),
    })),
    ...missing.map((attribute) => ({
      code: "missing-attribute",
      message: `${at}: ${name} needs the attribute "${attribute}"`,
      where,
      allowed: rule.attributes,
    })),
  ];
}

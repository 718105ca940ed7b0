import type { Nodes } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { Where } from "../../../errors.ts";
import { imageFiles } from "../image-files.ts";
import { checkDirective } from "../check-directive.ts";
import { composeInlines, composeInlineText } from "../inlines/compose-inlines.ts";
import { nameText, plainText, type ComposeBlocks, type Composition } from "../composition.ts";
import type { Directive } from "../directive.ts";
import type { Block } from "../../document/document.ts";

/** Converts a directive to blocks. Adds its faults to the composition's problems. */
export function composeDirective(
  composition: Composition,
  node: LeafDirective | ContainerDirective,
  nested: boolean,
  composeBlocks: ComposeBlocks,
): Block[] {
  const where = composition.where(node);
  const attributes = composition.attributesOf(node);
  checkClosed(composition, node, where);
  const { kind, problems } = checkDirective(
    node,
    attributes,
    {
      queries: composition.tables.keys(),
      charts: composition.template.charts.keys(),
      images: imageFiles(composition.template.files),
    },
    where,
  );
  composition.problems.push(...problems);
  if (kind === undefined || problems.length > 0) return [];
  const { label, children } = splitLabel(node);
  const compose = (): Block[] => kind.compose(composition, directive);
  const { origins } = composition;
  const directive: Directive = {
    where,
    kind: node.name,
    nested,
    children,
    composeBlocks,
    name: (attribute) => {
      const text = attributes[attribute];
      return text ? nameText(composition, text).trim() || undefined : undefined;
    },
    pieces: (attribute) => composition.splitValues(attributes[attribute] ?? ""),
    has: (attribute) => attributes[attribute] !== undefined && attributes[attribute] !== "false",
    raw: (attribute) => attributes[attribute]?.trim() || undefined,
    plain: (attribute) => plainText(composition, attributes[attribute] ?? "").trim(),
    inline: (attribute) => composeInlineText(composition, attributes[attribute] ?? "", where),
    label: () => composeInlines(composition, label),
  };
  if (origins === undefined) return compose();
  const choosing = Object.entries(attributes).filter(([attribute]) => !worded.includes(attribute));
  const pieces = choosing.flatMap(([, text]) => composition.splitValues(text));
  return origins.within(node, pieces, compose);
}

/** Attributes that are printed and choose nothing. */
const worded = ["title", "deck", "source", "note", "caption", "alt"];

function splitLabel(node: LeafDirective | ContainerDirective): { label: readonly Nodes[]; children: readonly Nodes[] } {
  if (node.type === "leafDirective") return { label: node.children, children: [] };
  const [first, ...rest] = node.children;
  if (first?.type !== "paragraph" || first.data === undefined || !("directiveLabel" in first.data))
    return { label: [], children: node.children };
  return { label: first.children, children: rest };
}

/** Reports an unclosed container, which Markdown closes at the end of its parent; the author did not mean that. */
function checkClosed(composition: Composition, node: LeafDirective | ContainerDirective, where: Where): void {
  if (node.type !== "containerDirective") return;
  const text = composition.sourceOf(node);
  const colons = /^:+/.exec(text)?.[0] ?? ":::";
  const lastLine = text.trimEnd().split("\n").at(-1)?.trim() ?? "";
  if (/^:{3,}$/.test(lastLine) && lastLine.length >= colons.length && text.includes("\n")) return;
  composition.problems.push({
    code: "unclosed-directive",
    message: `${where.file}:${where.line}: ${colons}${node.name} is not closed`,
    where,
    hint: `put ${colons} on a line of its own after its content; a directive that holds others needs more colons than they have`,
  });
}

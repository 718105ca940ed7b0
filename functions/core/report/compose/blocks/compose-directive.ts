import type { Nodes } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { Where } from "../../../errors.ts";
import { hintNearMatch } from "../../../names/near-match.ts";
import { imageFiles } from "../image-files.ts";
import { checkDirective } from "../check-directive.ts";
import { composeBarcode } from "./compose-barcode.ts";
import { composeChart } from "./compose-chart.ts";
import { composeColumns } from "./compose-columns.ts";
import { composeImage } from "./compose-image.ts";
import { composeInlines, composeInlineText } from "./compose-inlines.ts";
import { composeKeyFigures } from "./compose-key-figures.ts";
import { composePageBreak } from "./compose-page-break.ts";
import { composeTable } from "./compose-table.ts";
import { nameText, plainText, type ComposeBlocks, type Composition } from "../composition.ts";
import type { DirectiveName } from "../directive-rules.ts";
import type { Directive } from "../directive.ts";
import type { Block } from "../../document/document.ts";

type ComposeOne = (composition: Composition, directive: Directive) => Block[];

const composers: Readonly<Record<DirectiveName, ComposeOne>> = {
  chart: composeChart,
  image: composeImage,
  barcode: composeBarcode,
  table: composeTable,
  "key-figures": composeKeyFigures,
  columns: composeColumns,
  column: (composition, { where }) => {
    composition.problems.push({
      code: "stray-column",
      message: `${where.file}:${where.line}: column must be inside columns`,
      where,
      hint: "put it between ::::columns and ::::",
    });
    return [];
  },
  callout: (_composition, directive) => {
    const label = directive.label();
    const title = label.length > 0 ? label : directive.inline("title");
    return [{ type: "callout", title, children: directive.composeBlocks(directive.children) }];
  },
  "pull-quote": (_composition, directive) => [
    { type: "pull-quote", children: directive.composeBlocks(directive.children), by: directive.inline("by") },
  ],
  toc: (composition, { name, where }) => {
    const depth = name("depth") ?? "2";
    if (!/^[1-6]$/.test(depth)) {
      composition.problems.push({
        code: "invalid-attribute",
        message: `${where.file}:${where.line}: depth must be a whole number from 1 to 6`,
        where,
        seen: depth,
      });
    }
    const of = name("of") ?? "headings";
    if (of === "headings" || of === "figures" || of === "tables") {
      composition.contents.push({ of, depth: Number(depth), where });
      return [{ type: "toc", of, depth: Number(depth) }];
    }
    const allowed = ["headings", "figures", "tables"];
    composition.problems.push({
      code: "invalid-attribute",
      message: `${where.file}:${where.line}: of must be headings, figures or tables`,
      where,
      seen: of,
      allowed,
      ...hintNearMatch(of, allowed),
    });
    return [];
  },
  landscape: (composition, directive) => {
    if (!outermost(composition, directive)) return [];
    return [{ type: "landscape", children: directive.composeBlocks(directive.children, false) }];
  },
  appendix: (composition, directive) => {
    if (outermost(composition, directive)) composition.sections.beginAppendices();
    return [];
  },
  "page-break": (composition, directive) =>
    outermost(composition, directive) ? [composePageBreak(composition, directive)] : [],
};

/**
 * Reports a directive inside another block: pages break and change orientation only between the blocks of the main
 * text.
 */
function outermost({ problems }: Composition, { where, nested, kind }: Directive): boolean {
  if (nested) {
    problems.push({
      code: "nested-page",
      message: `${where.file}:${where.line}: ${kind} is inside another block, where no page can end`,
      where,
      hint: "put it between the blocks of the main text",
    });
  }
  return !nested;
}

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
  const { name, problems } = checkDirective(
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
  if (name === undefined || problems.length > 0) return [];
  const { label, children } = splitLabel(node);
  return composers[name](composition, {
    where,
    kind: name,
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
  });
}

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

import type { Composition } from "../composition.ts";
import type { Directive } from "../directive.ts";
import type { Block } from "../../document/document.ts";

/** `::::columns{widths="8 4"}` with a `:::column` for each width; without widths all are equal. */
export function composeColumns(composition: Composition, { where, children, name, composeBlocks }: Directive): Block[] {
  const at = `${where.file}:${where.line}`;
  const columns = children.filter((node) => node.type === "containerDirective" && node.name === "column");
  const stray = children.find((node) => !columns.includes(node));
  if (stray !== undefined || columns.length === 0) {
    composition.problems.push({
      code: "stray-block",
      message: `${at}: columns may hold only columns, at least one`,
      where: stray === undefined ? where : composition.where(stray),
      hint: "write :::column, the blocks, and ::: for each column",
    });
    return [];
  }
  const given = name("widths");
  const spans = given === undefined ? columns.map(() => 12 / columns.length) : given.split(/[\s,]+/).map(Number);
  const sum = spans.reduce((total, span) => total + span, 0);
  if (spans.length !== columns.length || sum !== 12 || !spans.every((span) => Number.isInteger(span) && span > 0)) {
    composition.problems.push({
      code: "invalid-attribute",
      message: `${at}: widths must be ${columns.length} whole numbers that add up to 12`,
      where,
      seen: given,
      allowed: 'for example widths="8 4"',
    });
    return [];
  }
  return [
    {
      type: "columns",
      spans,
      columns: columns.map((node) => composeBlocks("children" in node ? node.children : [])),
    },
  ];
}

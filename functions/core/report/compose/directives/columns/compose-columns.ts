import type { Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";
import type { Block } from "../../../document/document.ts";

/** Numbers of text columns: with more, a line would hold too few words. */
const counts = ["2", "3", "4"];

/**
 * `::::columns{widths="8 4"}` with a `:::column` for each width; without `widths`, all are equal. Or
 * `:::columns{count="2"}` around text that fills this many columns.
 */
export function composeColumns(composition: Composition, directive: Directive): Block[] {
  const { where, children, name, composeBlocks } = directive;
  const at = `${where.file}:${where.line}`;
  if (name("count") !== undefined) return composeTextColumns(composition, directive, at);
  const columns = children.filter((node) => node.type === "containerDirective" && node.name === "column");
  const stray = children.find((node) => !columns.includes(node));
  if (stray !== undefined || columns.length === 0) {
    composition.problems.push({
      code: "stray-block",
      message: `${at}: columns must hold one or more :::column, and nothing else`,
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

function composeTextColumns(
  { problems, where: whereOf }: Composition,
  { where, children, name, composeBlocks }: Directive,
  at: string,
): Block[] {
  const count = name("count") ?? "";
  if (!counts.includes(count)) {
    problems.push({
      code: "invalid-attribute",
      message: `${at}: count must be 2, 3 or 4 columns of text`,
      where,
      seen: count,
      allowed: counts,
    });
  }
  if (name("widths") !== undefined) {
    problems.push({
      code: "invalid-attribute",
      message: `${at}: columns take either a count, for flowing text, or widths`,
      where,
      seen: name("widths"),
      hint: "leave one of the two out",
    });
  }
  const column = children.find((node) => node.type === "containerDirective" && node.name === "column");
  if (column !== undefined) {
    problems.push({
      code: "stray-column",
      message: `${at}: columns with a count hold flowing text, without :::column`,
      where: whereOf(column),
      hint: "leave out :::column, or count",
    });
    return [];
  }
  return [{ type: "text-columns", count: Number(count), children: composeBlocks(children) }];
}

import type { Block } from "../../document/document.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { setCallout } from "./set-callout.ts";
import { setCode } from "./set-code.ts";
import { setColumns } from "./set-columns.ts";
import { setContents } from "./set-contents.ts";
import { setDefinitions } from "./set-definitions.ts";
import { setFigure } from "./set-figure.ts";
import { setFormula } from "./set-formula.ts";
import { setHeading } from "./set-heading.ts";
import { setLandscape } from "./set-landscape.ts";
import { setKeyFigures } from "./set-key-figures.ts";
import { setList } from "./set-list.ts";
import { setParagraph } from "./set-paragraph.ts";
import { setPicture } from "./set-picture.ts";
import { setPullQuote } from "./set-pull-quote.ts";
import { setQuote } from "./set-quote.ts";
import { setRule } from "./set-rule.ts";
import { setTextColumns } from "./set-text-columns.ts";
import { setTable } from "./set-table.ts";
import type { Material } from "../slice.ts";

/** Sets blocks one below another, as vertical material for the pages, with structure elements below `area.parent`. */
export function setBlocks(context: LayoutContext, blocks: readonly Block[], area: Area): Material[] {
  return blocks.flatMap((block) => {
    const { elements } = context.structure;
    const from = elements.length;
    const material = setBlock(context, block, area);
    if (context.trace !== undefined)
      for (let index = from; index < elements.length; index++)
        if (!context.origins.has(index)) context.origins.set(index, block);
    if (material[0]?.kind === "float")
      for (const { index, parent } of elements.slice(from)) if (parent === area.parent) context.floating.add(index);
    return material;
  });
}

function setBlock(context: LayoutContext, block: Block, area: Area): Material[] {
  switch (block.type) {
    case "heading":
      return [{ kind: "slices", slices: setHeading(context, block, area) }];
    case "paragraph":
      return [{ kind: "slices", slices: setParagraph(context, block, area), passable: block.role === undefined }];
    case "list":
      return setList(context, block, area).map((part) => ({ ...part, passable: true }));
    case "quote":
      return setQuote(context, block, area);
    case "pull-quote":
      return setPullQuote(context, block, area);
    case "definitions":
      return setDefinitions(context, block, area);
    case "code":
      return setCode(context, block, area);
    case "table":
      return setTable(context, block, area);
    case "figure":
      return [setFigure(context, block, area)];
    case "picture":
      return [setPicture(context, block, area)];
    case "formula":
      return [{ kind: "slices", slices: [setFormula(context, block, area)] }];
    case "key-figures":
      return [{ kind: "slices", slices: setKeyFigures(context, block, area) }];
    case "columns":
      return setColumns(context, block, area);
    case "text-columns":
      return setTextColumns(context, block, area);
    case "callout":
      return setCallout(context, block, area);
    case "toc":
      return [{ kind: "slices", slices: setContents(context, block, area) }];
    case "landscape":
      return setLandscape(context, block, area);
    case "page-break":
      return area.floats ? [{ kind: "page-break", numbering: block.numbering }] : [];
    case "rule":
      return [{ kind: "slices", slices: [setRule(context, area)] }];
  }
}

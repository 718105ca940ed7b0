import { directiveRules } from "../../compose/directive-rules.ts";
import { writtenAttributes } from "../source/directive-texts.ts";
import type { Patch } from "../edit.ts";
import { readSource, type SourceBlock } from "../source/source-tree.ts";
import { isLiquidText, replaced, type Texts, unclear } from "./uses.ts";

/**
 * The patches that give another name to what directives name: a query, or a chart.
 *
 * @param math whether `$` begins a formula
 * @throws BroadsheetError `conflict` where an attribute is Liquid, so that its value is not known
 */
export function renameInDirectives(
  texts: Texts,
  what: "query" | "chart",
  from: string,
  to: string,
  math: boolean,
): readonly Patch[] {
  return Object.entries(texts)
    .filter(([file]) => isLiquidText(file))
    .flatMap(([file, source]) => {
      const tree = readSource(file, source, math);
      return everyBlock(tree.blocks).flatMap((block): Patch[] => {
        const { node } = block;
        if (node.type !== "leafDirective" && node.type !== "containerDirective") return [];
        const naming = what === "chart" ? ["spec"] : (directiveRules[node.name]?.queries ?? []);
        const written = writtenAttributes(tree, block);
        if (written === undefined) {
          if (!source.slice(block.from, block.to).includes(from)) return [];
          throw unclear(file, source, block.from, from, "the attributes of this directive cannot be read");
        }
        return written.attributes.flatMap(({ name, valueFrom, valueTo }): Patch[] => {
          if (!naming.includes(name)) return [];
          const value = source.slice(valueFrom, valueTo);
          if (/\{[{%]/.test(value))
            throw unclear(file, source, valueFrom, value, `${name}="${value}" is known only when a report is made`);
          if (value.trim() !== from) return [];
          return [replaced(file, valueFrom + value.indexOf(from), from, to)];
        });
      });
    });
}

function everyBlock(blocks: readonly SourceBlock[]): readonly SourceBlock[] {
  return blocks.flatMap((block) => [block, ...everyBlock(block.children)]);
}

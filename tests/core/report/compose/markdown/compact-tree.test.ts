import { fromMarkdown } from "mdast-util-from-markdown";
import { expect, test } from "vitest";
import { compactTree } from "../../../../../functions/core/report/compose/markdown/compact-tree.ts";

test("a tree that takes less memory is the same tree", () => {
  const tree = fromMarkdown('# One *two*\n\n- a\n- b `c`\n\n  d [e](f "g")\n\n> h  \n> i\n\n[j]: k\n');
  const compact = compactTree(tree);
  expect(compact).toStrictEqual(tree);
  const [heading] = compact.children;
  if (heading?.type !== "heading") throw new Error("no heading");
  const [first, second] = heading.children;
  expect(second?.position?.start).toBe(first?.position?.end);
});

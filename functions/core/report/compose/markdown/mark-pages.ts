import type { Node, PhrasingContent } from "mdast";

/** `{page}` in the words of a reference: the number of its target's page. */
interface PageNumberNode extends Node {
  readonly type: "pageNumber";
  /** The target's id, as written. */
  readonly target: string;
}

declare module "mdast" {
  interface PhrasingContentMap {
    pageNumber: PageNumberNode;
  }
  interface RootContentMap {
    pageNumber: PageNumberNode;
  }
}

const page = "{page}";

/**
 * Splits the words of a link to a place in the report so that each `{page}` is its own node. Values are not inserted
 * yet, so none can be mistaken for `{page}`.
 */
export function markPages(nodes: readonly PhrasingContent[], url: string): PhrasingContent[] {
  if (!url.startsWith("#")) return [...nodes];
  return nodes.flatMap((node): PhrasingContent[] => {
    if ("children" in node) return [{ ...node, children: markPages(node.children, url) } as PhrasingContent];
    if (node.type !== "text" || !node.value.includes(page)) return [node];
    const number = { type: "pageNumber", target: url.slice(1), position: node.position } as const;
    return node.value
      .split(page)
      .flatMap((value, index) => [...(index === 0 ? [] : [number]), ...(value === "" ? [] : [{ ...node, value }])]);
  });
}

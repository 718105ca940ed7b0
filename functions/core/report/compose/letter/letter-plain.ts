import type { Nodes, Root } from "mdast";

/** A letter as plain text: the same words in the same order, links with their addresses. */
export function letterPlain(root: Root, footer?: { readonly words: string; readonly url: string }): string {
  const blocks = root.children.map((child) => block(child, ""));
  if (footer !== undefined) blocks.push(`-- \n${footer.words}: ${footer.url}`);
  return `${blocks.filter((text) => text !== "").join("\n\n")}\n`;
}

/** @param indent of the lines after the first */
function block(node: Nodes, indent: string): string {
  switch (node.type) {
    case "list": {
      const gap = node.spread === true ? "\n\n" : "\n";
      return node.children
        .map((item, index) => {
          const mark = node.ordered === true ? `${(node.start ?? 1) + index}. ` : "- ";
          return `${index === 0 ? "" : indent}${mark}${item.children.map((child) => block(child, `${indent}${" ".repeat(mark.length)}`)).join(`${gap}${indent}${" ".repeat(mark.length)}`)}`;
        })
        .join(gap);
    }
    case "blockquote":
      return node.children
        .map((child) => block(child, indent))
        .join("\n\n")
        .replaceAll(/^/gm, "> ");
    case "code":
      return node.value.replaceAll("\n", `\n${indent}`);
    case "thematicBreak":
      return "* * *";
    case "table":
      return node.children.map((row) => row.children.map((cell) => words(cell)).join(" | ")).join(`\n${indent}`);
    default:
      return words(node).replaceAll("\n", `\n${indent}`);
  }
}

function words(node: Nodes): string {
  switch (node.type) {
    case "text":
    case "inlineCode":
      return node.value;
    case "break":
      return "\n";
    case "link": {
      const shown = node.children.map(words).join("");
      return shown === node.url || `mailto:${shown}` === node.url ? shown : `${shown}: ${node.url}`;
    }
    default:
      return "children" in node ? node.children.map(words).join("") : "";
  }
}

import type { Data, Definition, Nodes, Root } from "mdast";
import type { Problem, Where } from "../../../errors.ts";
import { isSafeUrl } from "../../document/safe-url.ts";
import type { Piece } from "../liquid/placeholders.ts";

declare module "mdast" {
  interface Data {
    /** The parts of a letter's text: words of its author, and values, which are isolated from these. */
    parts?: readonly { readonly text: string; readonly isolated: boolean }[];
  }
}

/**
 * Kinds of Markdown that a letter has no use for: pictures would load from elsewhere, and HTML would be markup of its
 * own.
 */
const refused: Readonly<Record<string, string>> = {
  html: "HTML",
  image: "an image",
  imageReference: "an image",
  footnoteReference: "a footnote",
  footnoteDefinition: "a footnote",
};

export interface LetterValues {
  split(text: string): readonly Piece[];
  /** A value as it is printed. */
  print(piece: Piece): string;
  /** The place in the file of an offset in the text. */
  locate(offset: number): Where;
}

/**
 * Puts the values into a letter's tree, in texts and addresses, and the addresses of references where they are used.
 *
 * @param problems receives what a letter cannot have, and addresses that no reader could follow
 */
export function fillLetter(root: Root, values: LetterValues, problems: Problem[]): Root {
  const definitions = new Map<string, Definition>();
  const collect = (node: Nodes): void => {
    if (node.type === "definition") definitions.set(node.identifier, node);
    if ("children" in node) for (const child of node.children) collect(child);
  };
  collect(root);
  const fill = (text: string): { value: string; data: Data } => {
    const parts = values.split(text).map((piece) => ({
      text: values.print(piece),
      isolated: "value" in piece && typeof piece.value === "string",
    }));
    return { value: parts.map((part) => part.text).join(""), data: { parts } };
  };
  const address = (url: string): string =>
    values
      .split(url)
      .map((piece, index) =>
        "text" in piece
          ? piece.text
          : index === 0
            ? String(piece.value ?? "")
            : encodeURIComponent(String(piece.value ?? "")),
      )
      .join("");
  const visit = (node: Nodes): Nodes | undefined => {
    const what = refused[node.type];
    const where = values.locate(node.position?.start.offset ?? 0);
    const place = `${where.file}:${where.line}`;
    if (what !== undefined) {
      problems.push({ code: "not-in-letters", message: `${place}: a letter cannot have ${what}`, where });
      return undefined;
    }
    if (node.type === "definition") return undefined;
    if (node.type === "text" || node.type === "inlineCode" || node.type === "code")
      return { ...node, ...fill(node.value) };
    const children = "children" in node ? node.children.map(visit).filter((child) => child !== undefined) : undefined;
    if (node.type === "link" || node.type === "linkReference") {
      const written = node.type === "link" ? node.url : (definitions.get(node.identifier)?.url ?? "");
      const url = address(written);
      if (!isSafeUrl(url))
        problems.push({
          code: "unsafe-link",
          message: `${place}: a link must lead to a complete http, https or mailto address`,
          where,
          seen: url.slice(0, 200),
          allowed: ["https:", "http:", "mailto:"],
        });
      return { type: "link", url, children } as Nodes;
    }
    return (children === undefined ? node : { ...node, children }) as Nodes;
  };
  return visit(root) as Root;
}

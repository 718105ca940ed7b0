import { SaxesParser } from "saxes";
import { BroadsheetError } from "../../core/errors.ts";

/** An element of a page. */
export interface PageElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (PageElement | string)[];
}

/**
 * Reads a page of ours as what it also is: well-formed XML. What a browser would forgive is refused.
 *
 * @throws BroadsheetError `invalid-request` if it is not well-formed
 */
export function readHtml(html: string): PageElement {
  const root: PageElement = { name: "", attributes: {}, children: [] };
  const open: PageElement[] = [root];
  const parser = new SaxesParser({ position: true });
  parser.on("error", ({ message }) => {
    throw new BroadsheetError("invalid-request", {
      code: "not-a-rendition",
      message: `the page is not as Broadsheet writes it: ${message.slice(0, 200)}`,
      hint: "Give the file as it was made",
    });
  });
  parser.on("text", (text) => void open.at(-1)!.children.push(text));
  parser.on("opentag", ({ name, attributes }) => {
    const element: PageElement = { name, attributes: attributes as Record<string, string>, children: [] };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.write(html).close();
  return root.children.find((child) => typeof child !== "string") ?? root;
}

/** The elements inside an element, at any depth, in order. */
export function* elementsOf({ children }: PageElement): Generator<PageElement, void, undefined> {
  for (const child of children) {
    if (typeof child === "string") continue;
    yield child;
    yield* elementsOf(child);
  }
}

/** Whether an element has a class. */
export function hasClass({ attributes }: PageElement, name: string): boolean {
  return (attributes["class"] ?? "").split(" ").includes(name);
}

import type { Link, Nodes, Parents, PhrasingContent, Root } from "mdast";

type Point = NonNullable<Nodes["position"]>["start"];

/** Letters and punctuation of Chinese, Japanese and Korean, which follow an address without a space. */
const eastAsian =
  /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;

/**
 * Ends bare addresses (GFM's literal autolinks) before Chinese, Japanese and Korean: they extend to the next space, and
 * these languages have none, so that an address would swallow the sentence behind it. An address that has such letters
 * is written as `<…>` or `[…](…)`.
 *
 * @param read reads the Markdown of what follows an address
 */
export function endAddresses(root: Root, source: string, read: (text: string) => readonly PhrasingContent[]): void {
  const visit = (parent: Parents): void => {
    for (let index = 0; index < parent.children.length; index++) {
      const child = parent.children[index]!;
      const cut = child.type === "link" ? cutAddress(child, source) : undefined;
      if (cut !== undefined)
        (parent.children as Nodes[]).splice(
          index,
          1,
          cut.link,
          ...read(cut.rest).map((node) => moveNode(node, cut.at)),
        );
      else if ("children" in child) visit(child);
    }
  };
  visit(root);
}

function cutAddress(
  link: Link,
  source: string,
): { readonly link: Link; readonly rest: string; readonly at: Point } | undefined {
  const [text] = link.children;
  const { position } = link;
  if (text?.type !== "text" || link.children.length > 1 || position === undefined) return undefined;
  const written = source.slice(position.start.offset, position.end.offset);
  const end = written.search(eastAsian);
  if (end <= 0 || written !== text.value) return undefined;
  // The marks before the next sentence are not part of an address either, as before a space.
  const address = written.slice(0, end).replace(/[?!.,:*_~]+$/, "");
  const at: Point = {
    line: position.start.line,
    column: position.start.column + address.length,
    offset: position.start.offset! + address.length,
  };
  const shorter = { ...position, end: at };
  const before = link.url.slice(0, link.url.length - encodedLength(link.url, written));
  return {
    link: {
      ...link,
      url: before + address,
      position: shorter,
      children: [{ type: "text", value: address, position: shorter }],
    },
    rest: written.slice(address.length),
    at,
  };
}

/** Characters of an address that its written form became: `http://` and `mailto:` may precede it. */
function encodedLength(url: string, written: string): number {
  return url.endsWith(written)
    ? written.length
    : url.length - (/^(?:http:\/\/(?=www\.)|mailto:)/i.exec(url)?.[0].length ?? 0);
}

/** A node of text that was read by itself, at its place in the source. */
function moveNode<T extends Nodes>(node: T, at: Point): T {
  const moved = { ...node };
  if (node.position !== undefined) {
    const move = (point: Point): Point => ({
      line: at.line,
      column: at.column + point.column - 1,
      offset: at.offset! + point.offset!,
    });
    moved.position = { start: move(node.position.start), end: move(node.position.end) };
  }
  if ("children" in moved) moved.children = moved.children.map((child) => moveNode(child, at)) as typeof moved.children;
  return moved;
}

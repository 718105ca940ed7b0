import type { Nodes } from "mdast";
import { expect, test } from "vitest";
import { parseMarkdown } from "../../../../../functions/core/report/compose/markdown/parse-markdown.ts";

/** Links and texts of a paragraph, and the source that each covers. */
function partsOf(text: string): readonly (readonly [string, string, string])[] {
  const found: (readonly [string, string, string])[] = [];
  const visit = (node: Nodes): void => {
    const source = text.slice(node.position?.start.offset, node.position?.end.offset);
    if (node.type === "link") found.push(["link", node.url, source]);
    else if (node.type === "text") found.push(["text", node.value, source]);
    if ("children" in node && node.type !== "link") node.children.forEach(visit);
  };
  visit(parseMarkdown(text));
  return found;
}

const addresses = ["https://example.org/a?b=c", "http://example.org", "www.example.org/x", "someone@example.org"];
const sentences = [
  "を参照してください。",
  "。次の文",
  "、また",
  "で公開中。",
  "（詳細）",
  "を见",
  "에서 확인",
  "　空白",
  "」と言う",
  "．終わり",
];

test.each(addresses.flatMap((address) => sentences.map((rest) => [address, rest] as const)))(
  "%s ends before %s",
  (address, rest) => {
    const url = address.startsWith("www") ? `http://${address}` : address.includes("@") ? `mailto:${address}` : address;
    const parts = partsOf(`詳しくは ${address}${rest}`);
    expect(parts.find(([type]) => type === "link")).toEqual(["link", url, address]);
    expect(parts.map(([, value]) => (value === url ? address : value)).join("")).toBe(`詳しくは ${address}${rest}`);
    for (const [type, value, source] of parts) if (type === "text") expect(source).toBe(value);
  },
);

test("addresses that follow each other are links, and marked ones stay whole", () => {
  expect(
    partsOf("https://a.org、https://b.org。")
      .filter(([type]) => type === "link")
      .map(([, url]) => url),
  ).toEqual(["https://a.org", "https://b.org"]);
  expect(
    partsOf("<https://ja.org/日本> [x](https://ja.org/日本)")
      .filter(([type]) => type === "link")
      .map(([, url]) => url),
  ).toEqual(["https://ja.org/日本", "https://ja.org/日本"]);
  expect(partsOf("See https://a.org/x_y. Next").find(([type]) => type === "link")?.[1]).toBe("https://a.org/x_y");
});

import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { parsePart } from "../../../../../functions/core/report/rendition/ooxml/xml-tree.ts";

function read(body: string, budget: { nodes: number; bytes: number }): unknown {
  return parsePart("theme.pptx", "part.xml", strToU8(body), budget);
}

test("parts draw on what is left for all of them: elements, attributes, texts and bytes", () => {
  const budget = { nodes: 10, bytes: 100 };
  read('<a b="1" c="2">x<d/></a>', budget);
  expect(budget).toEqual({ nodes: 5, bytes: 76 });
  expect(() => read(`<a${[1, 2, 3, 4, 5].map((each) => ` b${each}="1"`).join("")}/>`, budget)).toThrow(
    "too much to read",
  );
  expect(() => read("<a>x</a>", { nodes: 10, bytes: 7 })).toThrow("too much to read");
});

import { describe, expect, it } from "vitest";
import { findChineseMarks } from "../../../../../functions/core/report/layout/text/find-chinese-marks.ts";

/** Returns the text with its Chinese marks in brackets. */
function marked(text: string): string {
  const found = findChineseMarks(text);
  return Array.from(text, (character, at) => (found.has(at) ? `[${character}]` : character)).join("");
}

describe("findChineseMarks", () => {
  it.each([
    ["称为“十大产业”。", "称为[“]十大产业[”]。"],
    ["他说：“This is ‘it’,”随后", "他说：“This is ‘it’,”随后"],
    ["“2021年GDP”与“R&D”", "[“]2021年GDP[”]与“R&D”"],
    ["“外‘内English中’外”", "[“]外[‘]内English中[’]外[”]"],
    ["It’s 中文’s", "It’s 中文[’]s"],
    ["产业——说明……end", "产业[—][—]说明[…][…]end"],
    ["R&D—a…b", "R&D—a…b"],
    ["卡尔·马克思 a·b 高·b", "卡尔[·]马克思 a·b 高·b"],
    ["“开而不闭", "[“]开而不闭"],
    ["闭而不开”", "闭而不开[”]"],
    ["没有", "没有"],
  ])("%s", (text, expected) => expect(marked(text)).toBe(expected));
});

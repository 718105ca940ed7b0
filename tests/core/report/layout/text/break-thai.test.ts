import { expect, test } from "vitest";
import { findBreaks, mayBreak } from "../../../../../functions/core/report/layout/text/find-breaks.ts";
import { loadThaiWords } from "../../../../../functions/core/report/locale/load-thai-words.ts";

const words = await loadThaiWords();
/** Says whether a place is between two Thai letters. */
const inside = (text: string, at: number): boolean => !/[^\u0e01-\u0e5b]/.test(text.slice(at - 1, at + 1));
const ends = (text: string): number[] => {
  const breaks = findBreaks(text, words);
  return [...text].flatMap((_, at) => (at > 0 && breaks[at] === mayBreak ? [at] : []));
};
const ours = (text: string): number[] => ends(text).filter((at) => inside(text, at));
const parted = (text: string): string => {
  const breaks = findBreaks(text, words);
  return Array.from(text, (letter, at) => (breaks[at] === mayBreak ? "|" : "") + letter).join("");
};

test("lines break between Thai words, and beside the figures and marks between them", () => {
  expect(words.size).toBe(26_383);
  expect(parted("มูลค่าการผลิตเพิ่มขึ้น 10% ในปี 2564 (ประมาณการ)")).toBe("มูลค่า|การ|ผลิต|เพิ่ม|ขึ้น |10% |ใน|ปี |2564 |(ประมาณ|การ)");
  expect(parted("ต่าง ๆ และอื่นๆ")).toBe("ต่าง |ๆ |และ|อื่นๆ");
});

test("a name that no dictionary has stays whole", () => {
  expect(parted("บริษัทซฟฮฤฌจำกัด")).toBe("บริษัท|ซฟฮฤฌ|จำกัด");
});

test("they are the words that ICU finds in prose, and in nine of ten places in the names of currencies", () => {
  const segmenter = new Intl.Segmenter("th", { granularity: "word" });
  const icu = (text: string): number[] =>
    [...segmenter.segment(text)].map(({ index }) => index).filter((at) => at > 0 && inside(text, at));
  const prose = [
    "ธนาคารแห่งประเทศไทยเปิดเผยว่าเศรษฐกิจไทยในไตรมาสที่สองขยายตัวต่อเนื่องจากการส่งออกสินค้าและการท่องเที่ยว ขณะที่อัตราเงินเฟ้อทั่วไปลดลงตามราคาพลังงาน",
    "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
    "มูลค่าการผลิตของอุตสาหกรรมเทคโนโลยีขั้นสูงเพิ่มขึ้นร้อยละสิบเมื่อเทียบกับปีที่แล้ว",
  ];
  for (const text of prose) expect(ours(text)).toEqual(icu(text));
  const names = new Intl.DisplayNames(["th"], { type: "currency" });
  const found = { ours: 0, icu: 0, both: 0 };
  for (const code of Intl.supportedValuesOf("currency")) {
    const name = names.of(code)!;
    const [a, b] = [ours(name), new Set(icu(name))];
    found.ours += a.length;
    found.icu += b.size;
    found.both += a.filter((at) => b.has(at)).length;
  }
  expect(found.icu).toBeGreaterThan(200);
  expect((2 * found.both) / (found.ours + found.icu)).toBeGreaterThan(0.9);
});

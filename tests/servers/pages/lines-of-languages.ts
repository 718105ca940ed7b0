import { languages as supported } from "../../../functions/core/report/locale/languages.ts";

/** The languages whose reports Broadsheet sets. */
export const languages: readonly string[] = Object.keys(supported).toSorted();

const pairs = Array.from({ length: 26 * 26 }, (_, index) =>
  String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26)),
);

/** Lines that their writing makes hard to extract: marks, reordered vowels, ligatures, digits of two scripts. */
const hardLines: Readonly<Record<string, readonly string[]>> = {
  ar: [
    "في كتاب لا شيء إلا الألم",
    "إجمالًا ٪ ١٢٣ و 456 في GDP",
    "مُدَرِّسَةٌ واللَّه ثُمَّ",
    "GDP هو الناتج المحلي",
    "لأنّ (الآلات) ١٬٢٣٤٫٥",
  ],
  he: ["שָׁלוֹם עֲלֵיכֶם", "התמ״ג (GDP) עלה ב־3.5% בשנת 2024", "GDP הוא מדד"],
  hi: ["कि यह हिन्दी में लिखी गई किताब है", "विद्यार्थी श्री क्षेत्र १२३ ज्ञान र्कि", "स्त्री द्वितीय कार्यक्रम ट्रेनिंग"],
  th: ["คำสำคัญทำงานน้ำดื่ม", "ญี่ปุ่น ปีที่ ๒๕๖๗ ธรรมชาติ", "ผู้เชี่ยวชาญ ฝั่ง", "ต่ำค่ำย่ำซ้ำ น้ำ ถ้ำ", "กิ่งล้ำ จ้ำจี้ น้ำแข็ง"],
  vi: ["Nguyễn Thị Ơn ở Hà Nội, được giữ lại"],
  en: ["office affluent fjord 10x20 first—last"],
};

/** A random number generator with a seed (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The names that CLDR gives regions, languages and currencies in a language. */
export function namesIn(language: string): readonly string[] {
  const names = new Set<string>();
  for (const [type, codes] of [
    ["region", pairs],
    ["language", pairs.map((code) => code.toLowerCase())],
    ["currency", Intl.supportedValuesOf("currency")],
  ] as const) {
    const display = new Intl.DisplayNames([language], { type, fallback: "none" });
    for (const code of codes) {
      const name = display.of(code);
      if (name !== undefined && !/[[\]<>*_|\\{}#&~`"]/.test(name)) names.add(name);
    }
  }
  return [...names];
}

/** Lines of a language, each short enough for one line of a page: names, figures and a Latin word now and then. */
export function linesIn(language: string, count: number, seed: number): readonly string[] {
  const random = seeded(seed);
  const names = namesIn(language);
  const wide = /^(?:ja|ko|zh)/.test(language);
  const latin = ["GDP", "OECD", "Eurostat", "CO2"];
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)]!;
  const lines = [...(hardLines[language] ?? [])];
  while (lines.length < count) {
    const parts: string[] = [];
    for (let length = 0; length < (wide ? 18 : 42); length = parts.join(" ").length) {
      const kind = random();
      parts.push(
        kind < 0.7
          ? pick(names)
          : kind < 0.8
            ? String(Math.floor(random() * 1e5))
            : kind < 0.9
              ? `${(random() * 100).toFixed(1)}%`
              : pick(latin),
      );
    }
    const line = parts.join(" ");
    if (line.length < (wide ? 34 : 66) && !lines.includes(line)) lines.push(line);
  }
  return lines;
}

import { arabic } from "./languages/ar.ts";
import { czech } from "./languages/cs.ts";
import { danish } from "./languages/da.ts";
import { german } from "./languages/de.ts";
import { english } from "./languages/en.ts";
import { spanish } from "./languages/es.ts";
import { finnish } from "./languages/fi.ts";
import { french } from "./languages/fr.ts";
import { hebrew } from "./languages/he.ts";
import { hindi } from "./languages/hi.ts";
import { italian } from "./languages/it.ts";
import { japanese } from "./languages/ja.ts";
import { korean } from "./languages/ko.ts";
import type { Locale } from "./locale.ts";
import { dutch } from "./languages/nl.ts";
import { polish } from "./languages/pl.ts";
import { portuguese } from "./languages/pt.ts";
import { russian } from "./languages/ru.ts";
import { swedish } from "./languages/sv.ts";
import { thai } from "./languages/th.ts";
import { turkish } from "./languages/tr.ts";
import { ukrainian } from "./languages/uk.ts";
import { vietnamese } from "./languages/vi.ts";
import { traditionalChinese } from "./languages/zh-Hant.ts";
import { chinese } from "./languages/zh.ts";

/**
 * The languages that Broadsheet supports, each in its own file. Numbers and dates are those of CLDR 47, with the real
 * minus sign U+2212; spaces in numbers do not break. `tests/core/report/locale/` names the places where a file departs
 * from CLDR, and why.
 */
export const languages: Readonly<Record<string, Locale>> = {
  en: english,
  zh: chinese,
  "zh-Hant": traditionalChinese,
  ja: japanese,
  ko: korean,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
  pl: polish,
  cs: czech,
  sv: swedish,
  da: danish,
  fi: finnish,
  tr: turkish,
  ru: russian,
  uk: ukrainian,
  ar: arabic,
  he: hebrew,
  hi: hindi,
  th: thai,
  vi: vietnamese,
};

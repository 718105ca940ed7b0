import { themeStyles, type LineStyle } from "../../layout/styles.ts";
import type { Locale } from "../../locale/locale.ts";
import type { Theme } from "../../template/theme.ts";
import { element, join, type Markup, nothing } from "../markup.ts";
import { writeTree, type XmlElement } from "../ooxml/xml-tree.ts";
import { adoptStyles, type CustomerStyles, type OwnStyle } from "./customer-styles.ts";
import { languageOf, wordLanguage } from "./word-language.ts";
import { wordNames } from "./word-names.ts";
import {
  type CharacterStyle,
  type NamedLook,
  type StyleName,
  type TableStyle,
  characterStyles,
  hex,
  inkOnWhite,
  paragraphStyles,
  styleId,
  tableStyles,
} from "./word-styles.ts";

/** All styles, as a customer's may stand for them. */
const ownStyles: readonly OwnStyle[] = [
  ...(Object.keys(paragraphStyles) as StyleName[]).map(
    (name) => ({ name, id: styleId(name), type: "paragraph" }) as const,
  ),
  ...characterStyles.map((name) => ({ name, id: styleId(name), type: "character" }) as const),
  { name: "Normal Table", id: "TableNormal", type: "table" },
  ...tableStyles.map((name) => ({ name, id: styleId(name), type: "table" }) as const),
];

/**
 * The style sheet (ECMA-376-1, 17.7): the theme's type and colours, in fonts of Office; or the customer's, with those
 * of ours that it does not have, in its font.
 */
export function writeStyles(theme: Theme, locale: Locale, customer?: CustomerStyles): Markup {
  const language: XmlElement = { name: "w:lang", attributes: wordLanguage(locale.tag), children: [] };
  const adopted = customer && adoptStyles(customer, ownStyles, language);
  const missing = ownStyles.filter(({ name }) => adopted?.has.has(name) !== true);
  const defaults = adopted?.children.some(({ name }) => name === "w:docDefaults") === true;
  return element(
    "w:styles",
    adopted?.attributes ?? { "xmlns:w": wordNames },
    defaults ? nothing : usualProperties(theme, locale, language),
    join((adopted?.children ?? []).map((each) => writeTree(each))),
    ...missing.map(({ name }) => {
      if (name === "Normal Table") return tableNormal();
      if (isTableStyle(name)) return tableStyle(name, theme);
      if (isCharacterStyle(name)) return characterStyle(name, theme);
      return paragraphStyle(name as StyleName, theme, adopted === undefined ? locale : undefined);
    }),
  );
}

function usualProperties(theme: Theme, locale: Locale, language: XmlElement): Markup {
  const { body } = themeStyles(theme);
  return element(
    "w:docDefaults",
    {},
    element(
      "w:rPrDefault",
      {},
      element("w:rPr", {}, fonts(body, locale), sizes(body.run.text.size), writeTree(language)),
    ),
    element("w:pPrDefault", {}, element("w:pPr", {})),
  );
}

function isTableStyle(name: string): name is TableStyle {
  return (tableStyles as readonly string[]).includes(name);
}

function isCharacterStyle(name: string): name is CharacterStyle {
  return (characterStyles as readonly string[]).includes(name);
}

/** @param locale whose fonts it has; absent: it has those of the style on which it is based */
function paragraphStyle(name: StyleName, theme: Theme, locale: Locale | undefined): Markup {
  const look: NamedLook = paragraphStyles[name];
  const line = look.as(themeStyles(theme));
  const [before, after] = look.space ?? [0, 0];
  const own = name === "Normal";
  return element(
    "w:style",
    {
      "w:type": "paragraph",
      "w:default": own ? 1 : undefined,
      "w:customStyle": name.startsWith("Report") ? 1 : undefined,
      "w:styleId": styleId(name),
    },
    element("w:name", { "w:val": name }),
    own ? nothing : element("w:basedOn", { "w:val": "Normal" }),
    element("w:qFormat", {}),
    element(
      "w:pPr",
      {},
      look.keepNext === true ? element("w:keepNext", {}) : nothing,
      look.rule === true ? element("w:pBdr", {}, border("w:bottom", theme.rule)) : nothing,
      element("w:spacing", {
        "w:before": before * 20,
        "w:after": after * 20,
        "w:line": Math.round((look.size ?? line.leading) * 20),
        "w:lineRule": look.size === undefined ? "atLeast" : "exact",
      }),
      look.center === true ? element("w:jc", { "w:val": "center" }) : nothing,
      look.outline === undefined ? nothing : element("w:outlineLvl", { "w:val": look.outline }),
    ),
    element(
      "w:rPr",
      {},
      locale === undefined ? nothing : fonts(line, locale),
      toggle("b", look.bold === true || line.run.text.weight >= 600),
      toggle("i", line.run.text.italic === true),
      element("w:color", { "w:val": hex(inkOnWhite(look.muted === true ? theme.muted : line.run.color, theme)) }),
      sizes(look.size ?? line.run.text.size),
    ),
  );
}

/** A property that another style may have set. */
function toggle(name: "b" | "i", on: boolean): Markup {
  const value = on ? {} : { "w:val": 0 };
  return join([element(`w:${name}`, value), element(`w:${name}Cs`, value)]);
}

function characterStyle(name: CharacterStyle, theme: Theme): Markup {
  const accent = element("w:color", { "w:val": hex(inkOnWhite(theme.accent, theme)) });
  const raised = element("w:vertAlign", { "w:val": "superscript" });
  const mono = element("w:rFonts", { "w:ascii": "Consolas", "w:hAnsi": "Consolas", "w:cs": "Consolas" });
  const looks: Readonly<Record<CharacterStyle, Markup>> = {
    "footnote reference": raised,
    Hyperlink: join([accent, element("w:u", { "w:val": "single" })]),
    "Report code characters": mono,
    "Report formula characters": mono,
    "Report caption number": accent,
    "Report list number": nothing,
    "Report table mark": raised,
    "Report mark comma": raised,
  };
  return element(
    "w:style",
    {
      "w:type": "character",
      "w:customStyle": name.startsWith("Report") ? 1 : undefined,
      "w:styleId": styleId(name),
    },
    element("w:name", { "w:val": name }),
    element("w:rPr", {}, looks[name]),
  );
}

function tableNormal(): Markup {
  return element(
    "w:style",
    { "w:type": "table", "w:default": 1, "w:styleId": "TableNormal" },
    element("w:name", { "w:val": "Normal Table" }),
    element("w:tblPr", {}, element("w:tblInd", { "w:w": 0, "w:type": "dxa" })),
  );
}

function tableStyle(name: TableStyle, theme: Theme): Markup {
  const ruled = name === "Report table";
  return element(
    "w:style",
    { "w:type": "table", "w:customStyle": 1, "w:styleId": styleId(name) },
    element("w:name", { "w:val": name }),
    element("w:basedOn", { "w:val": "TableNormal" }),
    element(
      "w:tblPr",
      {},
      ruled
        ? element(
            "w:tblBorders",
            {},
            border("w:top", theme.ink, 8),
            border("w:bottom", theme.ink, 8),
            border("w:insideH", theme.rule),
          )
        : nothing,
      element(
        "w:tblCellMar",
        {},
        margin("w:top", 30),
        margin("w:left", 80),
        margin("w:bottom", 30),
        margin("w:right", 80),
      ),
    ),
    ruled
      ? element(
          "w:tblStylePr",
          { "w:type": "firstRow" },
          element("w:tcPr", {}, element("w:tcBorders", {}, border("w:bottom", theme.ink, 6))),
        )
      : nothing,
  );
}

function margin(side: string, width: number): Markup {
  return element(side, { "w:w": width, "w:type": "dxa" });
}

function border(side: string, color: string, width = 4): Markup {
  return element(side, { "w:val": "single", "w:sz": width, "w:space": 0, "w:color": hex(color) });
}

const latin = { serif: "Cambria", sans: "Calibri", mono: "Consolas" } as const;
const eastAsian: Readonly<Record<string, Readonly<Record<"serif" | "sans", string>>>> = {
  zh: { serif: "SimSun", sans: "Microsoft YaHei" },
  ja: { serif: "Yu Mincho", sans: "Yu Gothic" },
  ko: { serif: "Batang", sans: "Malgun Gothic" },
};

/** Fonts that come with Office: what a theme sets in its own would not be on the reader's computer. */
function fonts({ run }: LineStyle, { tag }: Locale): Markup {
  const family = run.text.family === "serif" || run.text.family === "mono" ? run.text.family : "sans";
  const own = latin[family];
  const east = eastAsian[languageOf(tag)] ?? eastAsian["zh"]!;
  return element("w:rFonts", {
    "w:ascii": own,
    "w:eastAsia": east[family === "serif" ? "serif" : "sans"],
    "w:hAnsi": own,
    "w:cs": "Arial",
  });
}

function sizes(points: number): Markup {
  const halves = Math.round(points * 2);
  return join([element("w:sz", { "w:val": halves }), element("w:szCs", { "w:val": halves })]);
}

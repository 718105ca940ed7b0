import type { FontFamily } from "../../../ports.ts";
import type { Locale } from "../../locale/locale.ts";
import { readableColor } from "../../layout/readable-color.ts";
import { toneColor } from "../../layout/tone-color.ts";
import type { Theme } from "../../template/theme.ts";
import { blendModes, svgFamilies } from "../svg/svg-canvas.ts";
import { darkColor, darkPaper } from "./dark-color.ts";

/** The fonts that a page brings along. */
export interface EmbeddedFonts {
  /** Rules for the style sheet, one for each file. */
  readonly faces: readonly string[];
  /** Variable of the style sheet, `--sans` → its families, which stand before those of the reader's system. */
  readonly families: ReadonlyMap<string, string>;
}

/** Fonts that are not known yet. */
export const noFonts: EmbeddedFonts = { faces: [], families: new Map() };

/** What the page itself adds to the style sheet. */
export interface PageStyles {
  readonly theme: Theme;
  readonly locale: Locale;
  /** Colours in charts, `#rrggbb`. */
  readonly chartColors: readonly string[];
  /** `background text` of each heat map's class, in the order of their numbers. */
  readonly heats: readonly string[];
  /** Whether numbers say where they come from. */
  readonly explained: boolean;
  /** @default none: it has those of the reader */
  readonly fonts?: EmbeddedFonts | undefined;
}

/**
 * The style sheet: the theme's colours and kinds of type, one column that never scrolls sideways, charts by the width
 * of their place, the dark by the reader's wish, and print.
 */
export function styleSheet({ theme, locale, chartColors, heats, ...page }: PageStyles): string {
  const light = themeColors(theme);
  const dark = Object.entries(light).map(([name, color]) => [name, darkColor(color, theme.paper)] as const);
  const night = new Map<string, string>([...dark, ["paper", darkPaper]]);
  return [
    ...(page.fonts?.faces ?? []),
    `:root{color-scheme:light dark;${declared(familiesOf(theme, page.fonts))};${declared(Object.entries(light))}}`,
    ...base,
    ...(page.fonts === undefined ? [] : embedded),
    ...(page.explained ? explained : []),
    ...(locale.tag.startsWith("zh") || locale.tag.startsWith("ja") ? ["em{font-style:normal;font-weight:600}"] : []),
    ...heats.map((pair, index) => {
      const [ground, ink] = pair.split(" ");
      return `td.heat-${index + 1},th.heat-${index + 1}{background:${ground};color:${ink}}`;
    }),
    ...Array.from({ length: 12 }, (_, index) => `.span-${index + 1}{grid-column:span ${index + 1}}`),
    ...Array.from({ length: 8 }, (_, index) => `.pad-${index + 1}{padding-inline-end:calc(.6em + ${index + 1}ch)}`),
    ...[...blendModes].map((mode) => `.blend-${mode}{mix-blend-mode:${mode}}`),
    "@media (max-width:45rem){.columns{display:block}.text-columns-2,.text-columns-3,.text-columns-4{columns:auto}}",
    `@media screen and (prefers-color-scheme:dark){${[
      `:root{${declared(night)}}`,
      ...chartColors.flatMap((color) => {
        const other = darkColor(color, theme.paper);
        return ["fill", "stroke", "stop-color"].map((part) => `.chart [${part}="${color}"]{${part}:${other}}`);
      }),
      ...heats.map((pair, index) => {
        const [ground, ink] = pair.split(" ").map((color) => darkColor(color, theme.paper));
        return `td.heat-${index + 1},th.heat-${index + 1}{background:${ground};color:${readableColor(ink!, ground!, "#ffffff")}}`;
      }),
      // What darkens white paper lightens the dark.
      ".blend-multiply,.blend-darken{mix-blend-mode:screen}",
      ".picture>svg,.logo,.cover{background:#fff}",
    ].join("")}}`,
    print,
  ].join("\n");
}

/** The families by the names of their variables, without the dashes. */
function familiesOf({ body, headline }: Theme, fonts: EmbeddedFonts | undefined): [string, string][] {
  const families: Readonly<Record<string, FontFamily>> = {
    sans: "sans",
    body,
    headline,
    mono: "mono",
    ...(fonts !== undefined && { serif: "serif", han: "han" }),
  };
  return Object.entries(families).map(([name, family]) => {
    const own = fonts?.families.get(`--${name}`) ?? "";
    return [name, own === "" ? svgFamilies[family] : `${own},${svgFamilies[family]}`];
  });
}

/** Of pages that bring their fonts along: charts use them, and no browser thickens or slants what the PDF does not. */
const embedded = [
  ":root{font-synthesis:small-caps}",
  ...(["serif", "mono", "han"] as const).map(
    (family) => `text[font-family^="${firstWord(svgFamilies[family])}"]{font-family:var(--${family})}`,
  ),
];

/** The first word of some families, by which an attribute is known. */
function firstWord(families: string): string {
  return families.split(" ")[0]!;
}

function declared(colors: Iterable<readonly [string, string]>): string {
  return [...colors].map(([name, color]) => `--${name}:${color}`).join(";");
}

function themeColors(theme: Theme): Readonly<Record<string, string>> {
  const { ink, muted, paper, accent, rule, tint, pullquote } = theme;
  const tone = (kind: "good" | "bad" | "watch"): string => toneColor(kind, "highlight", theme);
  return {
    ink,
    muted: readableColor(muted, tint, ink),
    paper,
    accent,
    label: readableColor(accent, tint, ink),
    rule,
    tint,
    good: tone("good"),
    bad: tone("bad"),
    watch: tone("watch"),
    quote: readableColor(pullquote?.color ?? accent, paper, ink),
  };
}

/** The rules that no theme changes. */
const base = [
  "*{box-sizing:border-box}",
  "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}",
  "body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 var(--body);overflow-wrap:break-word}",
  "main,.page-head,.page-foot{max-width:48rem;margin-inline:auto;padding-inline:1rem}",
  ".page-head,.page-foot{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;align-items:center;padding-block:1rem;font:.8125rem/1.4 var(--sans);color:var(--muted)}",
  ".page-head p,.page-foot p{margin:0}",
  ".page-foot{border-block-start:1px solid var(--rule);margin-block-start:3rem}",
  ".watermark{flex-basis:100%;text-align:center;font-weight:600;border:1px solid var(--accent);color:var(--label);padding:.25rem}",
  "h1,h2,h3,h4,h5,h6{line-height:1.2;text-wrap:balance;margin:1.6em 0 .5em}",
  ".level-1,.level-2,.level-3{font-family:var(--headline)}",
  "h1.level-1,.level-1{font-size:clamp(1.75rem,1.2rem + 2.6vw,2.75rem);margin-block-start:.3em}",
  "h2.level-2,h1.level-2{font-size:1.5rem;margin-block-start:2em}",
  ".level-3{font-size:1.15rem}",
  "h4,h5,h6,.level-4,.level-5,.level-6{font-family:var(--sans);font-size:1rem}",
  "p{margin:0 0 .9em}",
  ".kicker{font:600 .875rem/1.4 var(--sans);color:var(--label);margin:1.5rem 0 0}",
  ".standfirst{font-size:1.25rem;line-height:1.45;color:var(--muted)}",
  ".dateline{font:.875rem/1.4 var(--sans);color:var(--muted)}",
  "a{color:inherit;text-decoration-color:var(--accent);text-underline-offset:.15em}",
  "a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}",
  ":target{scroll-margin-block-start:1rem}",
  "sup,sub{font-size:.7em;line-height:0}",
  "sup a{padding:.2em .15em;color:var(--label);text-decoration:none}",
  ".smallcaps{font-variant-caps:small-caps}",
  "ul,ol{padding-inline-start:1.5em;margin:0 0 .9em}",
  "ul[role=list]{list-style:none;padding:0}",
  "li{margin-block-end:.4em}",
  ".tight>li{margin-block-end:.15em}",
  "blockquote{margin:1em 0;padding-inline-start:1em;border-inline-start:2px solid var(--rule);color:var(--muted);font-style:italic}",
  ".pull-quote{margin:2rem 0}",
  ".pull-quote blockquote{border:0;padding:.75rem 0 0;margin:0;color:var(--quote);font:600 1.4rem/1.35 var(--headline);border-block-start:3px solid var(--quote)}",
  ".pull-quote figcaption{font:.875rem/1.4 var(--sans);color:var(--muted)}",
  "dt{font-weight:700}",
  "dd{margin:0 0 .5em 1.5em}",
  "pre{background:var(--tint);padding:.75rem;font:.875rem/1.5 var(--mono);white-space:pre-wrap}",
  "code{font-family:var(--mono);font-size:.9em}",
  "hr{border:0;border-block-start:1px solid var(--rule);margin:2rem 0}",
  "math{font-size:1.1em}",
  ".formula{text-align:center;margin:1em 0}",
  ".callout{background:var(--tint);padding:1rem 1.25rem .4rem;margin:1.5rem 0}",
  ".callout-title{font:600 .9375rem/1.4 var(--sans);color:var(--label);margin-block-end:.4em}",
  ".columns{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));column-gap:1.5rem}",
  ".columns>*,.chart{min-width:0}",
  ".text-columns-2{columns:2;column-gap:1.75rem}.text-columns-3{columns:3;column-gap:1.5rem}.text-columns-4{columns:4}",
  ".contents{font-family:var(--sans);font-size:.9375rem;border-block:1px solid var(--rule);padding-block:.75rem;margin:1.5rem 0}",
  ".contents p{margin:0 0 .3em}.contents ul{margin:0}.contents li{margin:0;padding-block:.2em}",
  ".contents .level-1{padding-inline-start:1.25rem}.contents .level-2{padding-inline-start:2.5rem}.contents .level-3,.contents .level-4,.contents .level-5,.contents .level-6{padding-inline-start:3.75rem}",
  ".contents li{font:inherit}",
  ".key-figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(9.5rem,100%),1fr));gap:1rem 1.5rem;margin:1.5rem 0}",
  ".key-figures li{border-block-start:1px solid var(--ink);padding-block-start:.3rem;margin:0;font-family:var(--sans)}",
  ".key-figures p{margin:0}",
  ".value{font:600 clamp(1.6rem,1.2rem + 1.6vw,2.25rem)/1.2 var(--headline)}",
  ".key-label{font-size:.9375rem;font-weight:600;line-height:1.35}",
  ".key-note,.change{font-size:.8125rem;line-height:1.4;color:var(--muted)}",
  ".change{font-weight:600}",
  ".tone-good{color:var(--good)}.tone-bad{color:var(--bad)}.tone-watch{color:var(--watch)}.change.tone-plain{color:var(--ink)}",
  ".arrow{fill:currentColor;margin-inline-end:.3em;display:inline-block}.hollow{fill:none;stroke:currentColor;stroke-width:1}",
  ".sparkline{display:inline-block;vertical-align:middle;margin-inline-start:.5em;max-width:100%}",
  ".key-figures .sparkline{display:block;margin:.2rem 0}",
  ".sparkline path{fill:none;stroke:var(--muted);stroke-width:1.1}.sparkline .dot{stroke:var(--accent);stroke-width:3.2;stroke-linecap:round}",
  ".bar{display:inline-block;vertical-align:middle;margin-inline-start:.5em}.bar rect{fill:var(--accent)}.bar.quiet rect{fill:var(--muted)}.bar path{stroke:var(--muted);stroke-width:.7}",
  "[dir=rtl] .bar{transform:scaleX(-1)}",
  "figure{margin:2rem 0;break-inside:avoid}",
  "figure.table{break-inside:auto}",
  ".figure>figcaption,.table>figcaption{border-block-start:1px solid var(--accent);padding-block-start:.4rem;margin-block-end:.6rem;font-family:var(--sans);position:relative}",
  ".figure>figcaption::before,.table>figcaption::before{content:'';position:absolute;inset-block-start:-1px;inset-inline-start:0;width:2.5rem;height:4px;background:var(--accent)}",
  "figcaption p{margin:0}",
  ".label{font-size:.8125rem;font-weight:600;color:var(--label)}",
  ".title{font-weight:600;line-height:1.35;text-wrap:balance}",
  ".deck{font:.875rem/1.45 var(--sans);color:var(--muted)}",
  ".source{font:.8125rem/1.45 var(--sans);color:var(--muted);margin:.3rem 0 0}",
  "svg{font-family:var(--sans)}",
  ".chart{container-type:inline-size}",
  ".chart svg,.picture>svg{display:block;max-width:100%;height:auto}",
  ".chart text{font-variant-numeric:tabular-nums}",
  ".chart .wide{display:none}",
  "@container (min-width:34rem){.chart .wide{display:block}.chart .narrow{display:none}}",
  ".scroll{overflow-x:auto}",
  ".chart.scroll{container-type:normal}",
  ".chart.scroll svg{max-width:none;width:100%;min-width:36rem}",
  ".picture.center>svg{margin-inline:auto}.picture.right>svg{margin-inline-start:auto}",
  ".data{margin-block-start:.5rem;font-family:var(--sans);font-size:.8125rem}",
  ".data summary{cursor:pointer;color:var(--muted);padding-block:.35rem}",
  ".data .scroll{max-height:24rem;overflow:auto}",
  "table{border-collapse:collapse;font:.875rem/1.4 var(--sans);font-variant-numeric:tabular-nums}",
  "table.full{width:100%}",
  "th,td{padding:.35rem .6em;text-align:start;vertical-align:top;border-block-end:1px solid var(--rule);min-width:3em}",
  "th:first-child,td:first-child{padding-inline-start:0}th:last-child,td:last-child{padding-inline-end:.2em}",
  "thead th,thead td{vertical-align:bottom;font-size:.8125rem;font-weight:600;border-block-end-color:var(--ink)}",
  "tbody th{font-weight:400}",
  "th.number,td.number{text-align:end}th.center,td.center{text-align:center}",
  "td.number{white-space:nowrap}",
  ".group th,.group td,.subtotal th,.subtotal td,.total th,.total td{font-weight:600}",
  ".total th,.total td,.subtotal th,.subtotal td{border-block-start:1px solid var(--ink)}",
  ".muted th,.muted td{color:var(--muted)}.highlight th,.highlight td{background:var(--tint);font-weight:600}",
  "tbody .level-1{padding-inline-start:1rem;font:inherit}tbody .level-2{padding-inline-start:2rem;font:inherit}tbody .level-3,tbody .level-4,tbody .level-5,tbody .level-6{padding-inline-start:3rem;font:inherit}",
  ".spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}",
  "td,th{position:relative}",
  ".notes{border-block-start:1px solid var(--rule);margin-block-start:3rem;padding-block-start:.75rem;font-size:.875rem}",
  ".notes li{margin-block-end:.4em}.notes p{margin-block-end:.4em}.notes li>p:last-of-type{display:inline}.notes li{padding-inline-start:.25em}.notes li:target{background:var(--tint)}",
  ".back{text-decoration:none;padding-inline:.3em}",
  ".logo{display:block}.cover svg{display:block;width:100%;height:auto}",
];

/** Of numbers that say where they come from; browsers that know no popovers never show the words. */
const explained = [
  ".number-origin{font:inherit;color:inherit;letter-spacing:inherit;background:none;border:0;margin:0;padding:0;text-align:inherit;cursor:help;text-decoration:underline dotted from-font var(--muted);text-underline-offset:.2em}",
  ".number-origin:focus-visible{outline:2px solid var(--accent);outline-offset:1px}",
  ".origin{position:fixed;inset:auto 0 1rem;width:fit-content;max-width:min(32rem,calc(100vw - 2rem));margin-inline:auto;padding:.75rem 1rem;background:var(--tint);color:var(--ink);border:1px solid var(--rule);border-block-start:3px solid var(--accent);font:.875rem/1.45 var(--sans)}",
  ".origin-line{display:block;overflow-wrap:anywhere}",
  "@supports not selector(:popover-open){.origin{display:none}}",
  "@media print{.number-origin{text-decoration:none}.origin{display:none}}",
];

const print =
  "@media print{@page{margin:16mm}body{font-size:10pt}main,.page-head,.page-foot{max-width:none;padding-inline:0}h1,h2,h3,h4{break-after:avoid}.page-break{break-before:page}.data{display:none}.scroll{overflow:visible}tr,.callout,.key-figures li{break-inside:avoid}thead{display:table-header-group}}";

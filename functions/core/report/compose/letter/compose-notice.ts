import type { BlockContent, ListItem, Paragraph, Root, Text } from "mdast";
import type { Problem } from "../../../errors.ts";
import { showOverrides } from "../../../wording/show-controls.ts";
import { formatTime } from "../../locale/format-time.ts";
import type { Locale } from "../../locale/locale.ts";
import type { LetterText } from "./letter.ts";
import { letterHtml } from "./letter-html.ts";
import { letterPlain } from "./letter-plain.ts";

/** What a letter about a dataset says. */
export interface NoticeFacts {
  /** Of the dataset. */
  readonly name: string;
  readonly what: (typeof noticeKinds)[number];
  /** When it was found, milliseconds since the epoch. */
  readonly at: number;
  /** Why, the first of them; none if there is no fault. */
  readonly problems?: readonly Problem[];
  /** Since when data have not come, or it has failed, milliseconds since the epoch. */
  readonly since?: number;
  /** For how long data stay fresh: `36h`. */
  readonly freshness?: string;
  /** Of the version that waits. */
  readonly version?: string;
  readonly rows?: number;
  /** Where it can be seen. */
  readonly link?: string | undefined;
  /** Where the reader unsubscribes. */
  readonly unsubscribe: string;
}

/** What there are letters about. */
export const noticeKinds = [
  "refused",
  "stale",
  "held",
  "sourceFailed",
  "sourceRecovered",
  "viewFailed",
  "viewRecovered",
] as const;

/** Most problems that a letter names, and most values of each; longest value, characters. */
const most = { problems: 5, values: 5, characters: 80, message: 400 };

/**
 * Writes the letter about what happened to a dataset, in a language: what, of which dataset, when, why with the first
 * values and what is allowed, and a link. The messages of problems are English in every language. No value becomes
 * markup.
 */
export function composeNotice(facts: NoticeFacts, locale: Locale): LetterText {
  const { notice, colon, origin, unsubscribe } = locale.words;
  const said = (label: string, value: string): Paragraph => paragraph(word(`${label}${colon}`), datum(value));
  const time = (at: number): string => timeIn(locale, at);
  const { name, what, at, problems = [], since, freshness, version, rows, link } = facts;
  const subject = `${name}${colon}${notice[what]}`;
  const lines: readonly (Paragraph | undefined)[] = [
    since === undefined ? undefined : said(what === "stale" ? notice.lastData : notice.failedSince, time(since)),
    freshness === undefined ? undefined : said(notice.allowed, freshness),
    version === undefined ? undefined : said(notice.version, version),
    rows === undefined ? undefined : said(origin.rows, String(rows)),
  ];
  const children: BlockContent[] = [
    { type: "heading", depth: 1, children: [word(notice[what])] },
    paragraph(datum(name), word(between(locale)), datum(time(at))),
    ...listOf(lines.filter((line) => line !== undefined).map((line) => [line])),
    ...listOf(problems.slice(0, most.problems).map((problem) => itemOf(problem, locale))),
    ...(what === "refused" || what === "sourceFailed" || what === "viewFailed" ? [paragraph(word(notice.kept))] : []),
    ...(link === undefined ? [] : [paragraph({ type: "link", url: link, children: [word(notice.open)] })]),
  ];
  const root: Root = { type: "root", children };
  const footer = { words: unsubscribe, url: facts.unsubscribe };
  return {
    subject: showOverrides(subject),
    text: letterPlain(root, footer),
    html: letterHtml(root, { subject, language: locale.tag, rtl: locale.direction === "rtl", footer }),
  };
}

/** The comma of a sentence: that of a list is another one in Chinese. */
function between({ fullWidth, words }: Locale): string {
  return fullWidth ? "，" : words.changes.comma;
}

/** A day in the language, and the time of day in UTC. */
function timeIn(locale: Locale, at: number): string {
  const day = new Date(at);
  return `${formatTime(locale, locale.longDate)(day)}${locale.fullWidth ? " " : between(locale)}${day.toISOString().slice(11, 16)} UTC`;
}

/** What is wrong, and where; the values seen and those allowed. */
function itemOf({ message, where = {}, seen, allowed }: Problem, { words }: Locale): readonly Paragraph[] {
  const { notice, colon, origin } = words;
  const places = [
    ...(where.name === undefined ? [] : [`${origin.column} ${where.name}`]),
    ...(where.row === undefined ? [] : [`${origin.row} ${where.row}`]),
  ].join(words.changes.comma);
  const values = seenIn(seen, origin.row, colon);
  return [
    paragraph(datum(short(message, most.message))),
    ...(places === "" ? [] : [paragraph(datum(short(places, most.message)))]),
    ...(values.length === 0 ? [] : [paragraph(word(`${notice.seen}${colon}`), datum(values.join("; ")))]),
    ...(allowed === undefined ? [] : [paragraph(word(`${notice.allowed}${colon}`), datum(listed(allowed)))]),
  ];
}

/** The values of a problem: of the rows that break a check, each with its row. */
function seenIn(seen: unknown, row: string, colon: string): readonly string[] {
  if (seen === undefined) return [];
  const all: readonly unknown[] = Array.isArray(seen) ? seen : [seen];
  const shown = all.slice(0, most.values).map((one) => {
    if (typeof one !== "object" || one === null || !("row" in one)) return short(plain(one), most.characters);
    const { row: at, value } = one as { readonly row: number; readonly value?: unknown };
    return value === undefined ? `${row} ${at}` : `${row} ${at}${colon}${short(plain(value), most.characters)}`;
  });
  return all.length > shown.length ? [...shown, "…"] : shown;
}

function listed(allowed: unknown): string {
  if (!Array.isArray(allowed)) return short(plain(allowed), most.message);
  const shown = allowed.slice(0, most.values).map((one) => short(plain(one), most.characters));
  return (allowed.length > shown.length ? [...shown, "…"] : shown).join(", ");
}

function plain(value: unknown): string {
  if (value === null) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A text's beginning, in whole characters and on one line. */
function short(text: string, longest: number): string {
  const characters = [...text.replace(/\s*[\n\v\f\r\u0085\u2028\u2029]\s*/g, " ")];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
}

function listOf(items: readonly (readonly Paragraph[])[]): BlockContent[] {
  if (items.length === 0) return [];
  const spread = items.some((item) => item.length > 1);
  const children = items.map((item): ListItem => ({ type: "listItem", spread, children: [...item] }));
  return [{ type: "list", ordered: false, spread, children }];
}

function paragraph(...children: Paragraph["children"]): Paragraph {
  return { type: "paragraph", children };
}

/** Our own words. */
function word(value: string): Text {
  return { type: "text", value };
}

/** A value, whose letters cannot turn the words around it. */
function datum(value: string): Text {
  const text = showOverrides(value);
  return { type: "text", value: text, data: { parts: [{ text, isolated: true }] } };
}

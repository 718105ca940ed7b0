import { alphabets, ideographEncodings, type Language, letterEncodings } from "./languages.ts";
import { lookAgain, type Reading } from "./second-look.ts";

/** How well bytes read as text in one encoding. */
export interface Guess {
  readonly encoding: string;
  /** From 0 (not text) to 1. */
  readonly score: number;
}

/** Bytes sampled, from lines that contain non-ASCII bytes. */
const sampledBytes = 64 * 1024;
/** A score from here on makes an encoding certain, unless another that reads the text differently comes close. */
const sound = 0.75;
const near = 0.2;

/** What was found about the encoding of some bytes. */
export interface Finding {
  /** The encoding, if it is certain. */
  readonly certain?: string;
  /** What the words alone make certain, if punctuation proves another encoding. */
  readonly overruled?: string;
  /** The candidates, best first. */
  readonly guesses: readonly Guess[];
}

/**
 * Guesses the encoding of bytes that are not UTF-8. An encoding must be able to decode them, and the characters must
 * form plausible words of a language written in it (letters of one script, capitals at the beginning or throughout; for
 * Chinese, Japanese and Korean, a share of the most frequent characters). Windows-1252 may also be proven by its
 * punctuation, and any certainty is given up if a second look finds another plausible reading.
 */
export function guessEncoding(body: Uint8Array): Finding {
  const sample = sampleLines(body);
  if (isMostlyUtf8(sample)) return { guesses: [{ encoding: "utf-8", score: sound }] };
  const read = [...Object.keys(letterEncodings), ...Object.keys(ideographEncodings)].flatMap((encoding) => {
    const text = decodeFatally(sample, encoding);
    return text === undefined ? [] : { encoding, text, score: score(text, encoding) };
  });
  const words = certainOf(read);
  const again = lookAgain(read, scoreLetters);
  const guesses = likely(again.readings);
  if (again.proven !== undefined) {
    const same = read.find(({ encoding }) => encoding === again.proven)?.text === words?.text;
    return {
      certain: same ? words!.encoding : again.proven,
      guesses,
      ...(words !== undefined && !same && { overruled: words.encoding }),
    };
  }
  const stands =
    words !== undefined &&
    isAlone(
      again.readings.find(({ encoding }) => encoding === words.encoding)!,
      again.readings,
    );
  return stands ? { certain: words.encoding, guesses } : { guesses };
}

/**
 * The readings to name in a refusal, best first, each text once: those that score well; if none does, those that score
 * at all, and Windows-1252, in which most such files are.
 */
function likely(readings: readonly Reading[]): readonly Guess[] {
  const ranked = readings
    .toSorted((a, b) => b.score - a.score)
    .filter(({ text }, index, all) => all.findIndex((other) => other.text === text) === index);
  const good = ranked.filter(({ score: value }) => value > 0.4);
  const found =
    good.length > 0
      ? good
      : ranked.filter(
          ({ encoding, text, score: value }) => value > 0 || (encoding === "windows-1252" && !noText.test(text)),
        );
  return found.map(({ encoding, score: value }) => ({ encoding, score: value }));
}

/** The reading that the words make certain, if any. */
function certainOf(readings: readonly Reading[]): Reading | undefined {
  const [best] = readings.toSorted((a, b) => b.score - a.score);
  if (best === undefined || best.score < sound) return undefined;
  // One or two characters among thousands prove nothing.
  if (best.encoding in ideographEncodings && [...best.text].filter((character) => character > "\u007f").length < 3)
    return undefined;
  return isAlone(best, readings) ? best : undefined;
}

/** Whether no reading that differs from this one comes near it. */
function isAlone(reading: Reading, readings: readonly Reading[]): boolean {
  return (
    reading.score >= sound &&
    !readings.some(({ text, score: value }) => text !== reading.text && value > reading.score - near)
  );
}

/** @returns undefined if the bytes are not in this encoding */
export function decodeFatally(body: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Whether most non-ASCII bytes are UTF-8: then part of the file is damaged, or from another file. */
function isMostlyUtf8(sample: Uint8Array): boolean {
  const beyond = sample.filter((byte) => byte >= 0x80).length;
  return [...new TextDecoder().decode(sample)].filter((character) => character === "\ufffd").length < beyond / 2;
}

/** The whole lines that contain non-ASCII bytes. */
function sampleLines(body: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let at = 0; at < body.length && size < sampledBytes;) {
    const lineFeed = body.indexOf(0x0a, at);
    const end = lineFeed === -1 ? body.length : lineFeed + 1;
    const line = body.subarray(at, end);
    if (line.some((byte) => byte >= 0x80)) {
      parts.push(line);
      size += line.length;
    }
    at = end;
  }
  return Buffer.concat(parts);
}

// oxlint-disable-next-line no-control-regex -- no text contains these: control characters and private use
const noText = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/;

function score(text: string, encoding: string): number {
  if (noText.test(text)) return 0;
  const languages = letterEncodings[encoding];
  if (languages === undefined) return scoreIdeographs(text, ideographEncodings[encoding]!);
  const single = Math.max(...languages.map((language) => scoreLetters(text, [language])));
  // A list of customers mixes languages, but most of it is in one.
  return 0.4 * scoreLetters(text, languages) + 0.6 * single;
}

const symbols = new Set("€£¥°§«»„“”‘’‚‹›–—…•™©®±²³µ·¿¡×÷¼½¾ºª№\u00a0");

function scoreLetters(text: string, languages: readonly Language[]): number {
  const letters = new Set(languages.flatMap((language) => [...alphabets[language]]));
  if (languages.includes("turkish")) letters.add("i̇");
  const mixes = !languages.some((language) =>
    ["russian", "ukrainian", "bulgarian", "serbian", "greek"].includes(language),
  );
  // A Greek word has one accent.
  const greek = languages.includes("greek");
  let [good, bad, longWords] = [0, 0, 0];
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const beyond = [...word].filter((letter) => letter > "\u007f");
    if (beyond.length === 0) continue;
    const ascii = [...word].length - beyond.length;
    const shaped = mixes ? beyond.length <= ascii + 1 : ascii === 0;
    if (
      !shaped ||
      (greek && !/^(?:.{1,3}|[^άέήίόύώΐΰΆΈΉΊΌΎΏ]*[άέήίόύώΐΰΆΈΉΊΌΎΏ][^άέήίόύώΐΰ]*|[Α-Ω]+)$/u.test(word)) ||
      !/^(?:\P{Lu}+|\p{Lu}\P{Lu}*|\p{Lu}+ß?\p{Lu}*)$/u.test(word)
    )
      bad += beyond.length;
    else {
      if (word.length > 2) longWords++;
      for (const letter of beyond)
        if (letters.has(letter.toLowerCase())) good++;
        else bad++;
    }
  }
  for (const match of text.matchAll(/[^\p{ASCII}\p{L}\p{M}]/gu)) {
    const [before, after] = [text[match.index - 1] ?? "", text[match.index + match[0].length] ?? ""];
    const inWord = /\p{L}/u.test(before) && /\p{L}/u.test(after);
    const inRow =
      match[0] !== "\u00a0" && [before, after].some((neighbour) => neighbour > "\u00a0" && symbols.has(neighbour));
    if (symbols.has(match[0]) && !inRow && (!inWord || "’·–—".includes(match[0]))) good++;
    else bad++;
  }
  // Symbols and ligatures indicate no language.
  return longWords > 0 ? good / (good + 2 * bad) : 0;
}

function scoreIdeographs(text: string, frequent: ReadonlySet<string>): number {
  const beyond = [...text].filter((character) => character > "\u007f");
  const expected = beyond.filter((character) =>
    /[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e\uff66-\uff9f·—‘’“”…]/u.test(character),
  );
  // Half-width katakana beside Latin letters come from another encoding.
  if (expected.length < beyond.length * 0.95 || /[a-zA-Z][\uff61-\uff9f]|[\uff61-\uff9f][a-zA-Z]/.test(text)) return 0;
  const characters = beyond.filter((character) =>
    /[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff66-\uff9f]/u.test(character),
  );
  const known = characters.filter(
    (character) => frequent.has(character) || (frequent.has("円") && /[\u3041-\u30ff]/u.test(character)),
  );
  return characters.length === 0 ? 0 : Math.min(1, 0.2 + (2 * known.length) / characters.length);
}

import "./lend-window.ts";
import "./set-rule-loader.ts";
import { setupEngine, toSpeech } from "speech-rule-engine/mjs/common/system.js";
import "./take-back-window.ts";
import { clearerMath, hasArrowLabels } from "./clearer-math.ts";
import { spokenLanguages } from "./spoken-languages.ts";

/** Between two Chinese characters, which the engine reads one by one. */
const parted = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;

/** English that the engine's rules lack: a limit as ClearSpeak has it, and per cent without its sign. */
const betterEnglish: readonly (readonly [RegExp, string])[] = [
  [/\blim over (\S+) right arrow /g, "the limit as $1 approaches "],
  [/\bpercent sign\b/g, "percent"],
  [/\bthe metric of\b/g, "the norm of"],
  [/\barrow sign with\b/g, "arrow with"],
];

/** Of ClearSpeak: a capital delta is a letter, and the line in a conditional probability is "given". */
const preferences = ["TriangleSymbol_Delta", "VerticalLine_Given"];

/** Brackets that ClearSpeak drops around a single letter, though they have a meaning: floor, ceiling, angles. */
const dropped = /[\u2308-\u230b\u27e8\u27e9]/;

/** @param mathml decides what is preferred where the rules leave a choice */
function settings(language: string, mathml: string): Parameters<typeof setupEngine>[0] {
  const domain = dropped.test(mathml) || hasArrowLabels(mathml) ? "mathspeak" : spokenLanguages[language]!.style;
  const preferred = isBinomial(mathml) ? [...preferences, "Matrix_Combinatoric"] : preferences;
  return {
    mode: "sync",
    locale: language,
    domain,
    style: domain === "clearspeak" ? preferred.join(":") : "default",
    modality: "speech",
    markup: "none",
  };
}

/** A binomial coefficient is a fraction without its line, which would otherwise be read as a matrix. */
function isBinomial(mathml: string): boolean {
  return /linethickness="0/.test(mathml) && !mathml.includes("<mtable");
}

/**
 * A formula in words, by the rules of the speech rule engine.
 *
 * @param mathml as `drawFormula` writes it
 * @param language of the report
 * @returns undefined if the language has no rules, or the formula has nothing to say (only space)
 */
export async function speakFormula(mathml: string, language: string): Promise<string | undefined> {
  if (!Object.hasOwn(spokenLanguages, language)) return undefined;
  const clear = clearerMath(
    mathml.replace(/&#x([\dA-F]+);/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16))),
    language,
  );
  await setupEngine(settings(language, clear));
  // Another formula may have set its language meanwhile. The settings apply at once; only rules not yet loaded are awaited.
  void setupEngine(settings(language, clear));
  const words = change(toSpeech(clear), [[/\s+/g, " "], [parted, ""], ...(language === "en" ? betterEnglish : [])]);
  return words.trim() || undefined;
}

function change(text: string, changes: readonly (readonly [RegExp, string])[]): string {
  return changes.reduce((changed, [pattern, by]) => changed.replace(pattern, by), text);
}

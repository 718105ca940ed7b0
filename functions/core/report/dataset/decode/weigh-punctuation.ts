/**
 * What a sign of Windows-1252's punctuation (0x80 to 0x9F, the same in its siblings) weighs as evidence for that
 * encoding, by the text around it. The same bytes are letters in Macintosh (’ í, “ ì, ” î, – ñ, — ó, … Ö, € Ä, ™ ô) and
 * in the encodings of DOS, so a sign that such a letter could replace in a word weighs nothing.
 */
const evidence: readonly { readonly sign: RegExp; readonly weight: number }[] = [
  // Contractions and genitives. Of short words, í gives words of other languages: país, Solís.
  { sign: /\p{L}{4,}’[sS](?!\p{L})|\p{L}n’t(?!\p{L})|\p{L}{2,}’(?:re|ve)(?!\p{L})/gu, weight: 2 },
  { sign: /\p{L}{2,3}’(?:[sSdm]|ll)(?!\p{L})/gu, weight: 1 },
  // O’Brien, d’Azur: no word has a small letter before a capital one.
  { sign: /\p{L}’\p{Lu}\p{Ll}/gu, weight: 2 },
  // Elisions. The words that í would give have at most two letters after it: día, tíos.
  { sign: /(?<!\p{L})(?:[cdjlmnst]|un)’[aeiouyh]\p{L}{2,}/giu, weight: 1 },
  { sign: /(?:ll|aujourd)’[aeiouyh]\p{L}+/giu, weight: 2 },
  // Quotation marks in pairs.
  { sign: /(?<![\p{L}\p{N}])(?:“[^“”\n]*”|„[^„“\n]*“|‘[^‘’\n]*’)(?!\p{L})/gu, weight: 2 },
  { sign: /[0-9] ?– ?[0-9]| – /gu, weight: 2 },
  { sign: /\p{L}–\p{Lu}\p{Ll}/gu, weight: 1 },
  { sign: /\p{L}…(?!\p{L})| — /gu, weight: 1 },
  { sign: /[0-9][  ]?[€‰]|€[  ]?[0-9]|\p{Ll}™(?!\p{L})|(?<!\S)• /gu, weight: 1 },
];

/** Signs of Windows-1252 where they may stand in any text. What stands elsewhere is a letter of another encoding. */
const fitting = new RegExp(
  [
    "(?<=\\p{L})’|’(?=[0-9]{2}s?\\b)",
    "(?<![\\p{L}\\p{N}])[“„‘‚‹«](?=[\\S])",
    "(?<=\\S)[”“’›»](?![\\p{L}\\p{N}])",
    "(?<![\\p{L}])[–—](?![\\p{Ll}])|(?<=\\p{L})[–](?=\\p{Lu})",
    "(?<=[\\p{L}\\p{N}])…(?!\\p{L})",
    "(?<=[0-9][ \\u00a0]?)[€‰°]|[€£¥](?=[ \\u00a0]?[0-9])|(?<=[0-9][ \\u00a0]?)[£¥]",
    "(?<=\\p{L})[™®²³](?!\\p{L})|(?<!\\S)[•·](?= )|[©§±](?=[ \\u00a0]?[\\p{L}\\p{N}])",
    "(?<=[0-9])[ªº½¼¾](?!\\p{L})|(?<![\\p{L}\\p{N}])[½¼¾](?!\\p{L})|°(?=[CF]\\b)|µ(?=[glmsA])",
    "(?<=[\\p{L}\\p{N}\\p{P}])\\u00a0(?=[\\p{L}\\p{N}\\p{P}\\p{Sc}])",
  ].join("|"),
  "gu",
);

/**
 * Weighs a text's punctuation as evidence that Windows-1252 is its encoding: 2 or more is proof.
 *
 * @param text the bytes as Windows-1252
 * @returns undefined if the text has letters beyond ASCII, which say more, or a sign where no writer sets it
 */
export function weighPunctuation(text: string): number | undefined {
  const plausible = [...text.matchAll(fitting)].length;
  const beyond = [...text].filter((character) => character > "\u007f");
  if (
    beyond.length === 0 ||
    beyond.length !== plausible ||
    beyond.some((character) => character !== "µ" && character !== "ª" && character !== "º" && /\p{L}/u.test(character))
  )
    return undefined;
  let weight = 0;
  for (const { sign, weight: each } of evidence)
    weight += each * new Set([...text.matchAll(sign)].map(([found]) => found.toLowerCase())).size;
  return weight;
}

import { adobeGlyphList } from "./adobe-glyph-list.ts";

/** Names of the Adobe Glyph List that are not single letters, for the characters of Latin text. */
const names = new Map(
  (
    "space:20 exclam:21 quotedbl:22 numbersign:23 dollar:24 percent:25 ampersand:26 quotesingle:27 parenleft:28 parenright:29 asterisk:2a plus:2b comma:2c hyphen:2d period:2e slash:2f " +
    "zero:30 one:31 two:32 three:33 four:34 five:35 six:36 seven:37 eight:38 nine:39 colon:3a semicolon:3b less:3c equal:3d greater:3e question:3f at:40 " +
    "bracketleft:5b backslash:5c bracketright:5d asciicircum:5e underscore:5f grave:60 braceleft:7b bar:7c braceright:7d asciitilde:7e " +
    "exclamdown:a1 cent:a2 sterling:a3 currency:a4 yen:a5 brokenbar:a6 section:a7 dieresis:a8 copyright:a9 ordfeminine:aa guillemotleft:ab logicalnot:ac registered:ae macron:af " +
    "degree:b0 plusminus:b1 acute:b4 mu:b5 paragraph:b6 periodcentered:b7 cedilla:b8 ordmasculine:ba guillemotright:bb onequarter:bc onehalf:bd threequarters:be questiondown:bf " +
    "multiply:d7 divide:f7 germandbls:df AE:c6 ae:e6 Oslash:d8 oslash:f8 Eth:d0 eth:f0 Thorn:de thorn:fe OE:152 oe:153 dotlessi:131 florin:192 circumflex:2c6 tilde:2dc " +
    "endash:2013 emdash:2014 quoteleft:2018 quoteright:2019 quotesinglbase:201a quotedblleft:201c quotedblright:201d quotedblbase:201e dagger:2020 daggerdbl:2021 bullet:2022 " +
    "ellipsis:2026 perthousand:2030 guilsinglleft:2039 guilsinglright:203a fraction:2044 Euro:20ac trademark:2122 minus:2212 fi:fb01 fl:fb02"
  )
    .split(" ")
    .map((entry) => [entry.split(":")[0]!, Number.parseInt(entry.split(":")[1]!, 16)] as const),
);
const accents: Readonly<Record<string, string>> = {
  acute: "\u0301",
  grave: "\u0300",
  circumflex: "\u0302",
  dieresis: "\u0308",
  tilde: "\u0303",
  ring: "\u030a",
  cedilla: "\u0327",
  caron: "\u030c",
  macron: "\u0304",
  ogonek: "\u0328",
};

/** The character of a glyph's name; `undefined` for names outside the Adobe Glyph List, and for its rarer ones. */
export function characterOf(name: string): number | undefined {
  if (/^[A-Za-z]$/.test(name)) return name.codePointAt(0);
  const hexadecimal = /^(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))$/.exec(name);
  if (hexadecimal !== null) return Number.parseInt(hexadecimal[1] ?? hexadecimal[2]!, 16);
  const known = names.get(name);
  if (known !== undefined) return known;
  const [, letter = "", accent = ""] = /^([A-Za-z])([a-z]+)$/.exec(name) ?? [];
  const composed = accents[accent] === undefined ? "" : (letter + accents[accent]).normalize("NFC");
  return composed.length === 1 ? composed.codePointAt(0) : undefined;
}

/** Whether the Adobe Glyph List has a glyph's name, or its specification gives one like `uni20AC` a character. */
export function isStandardGlyph(name: string): boolean {
  return adobeGlyphList.has(name) || /^(?:uni(?:[0-9A-F]{4})+|u[0-9A-F]{4,6})$/.test(name);
}

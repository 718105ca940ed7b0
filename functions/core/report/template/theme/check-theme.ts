import type { Warning } from "../../../errors.ts";
import { contrastRatio, readableOn } from "../../../contrast-ratio.ts";
import type { Theme } from "../template.ts";
import { defaultTheme } from "./default-theme.ts";

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for the marks of a chart. */
const textContrast = 4.5;
const markContrast = 3;
const white = "#ffffff";

/** Warns of colours with too little contrast for many readers: `low-contrast`. */
export function checkTheme({
  ink,
  muted,
  paper,
  accent,
  tint,
  good,
  bad,
  palette,
  pullquote,
  cover,
  watermark,
}: Theme): Warning[] {
  return [
    ...tooFaint("ink", ink, paper, textContrast),
    ...tooFaint("muted", muted, paper, textContrast),
    ...tooFaint("ink on tint", ink, tint, textContrast),
    ...tooFaint("accent", accent, paper, textContrast),
    ...(pullquote?.color === undefined
      ? []
      : tooFaint("the colour of pull quotes", pullquote.color, paper, textContrast)),
    ...(cover === undefined
      ? []
      : tooFaint(
          "the cover's ink",
          cover.ink ?? readableOn(cover.color ?? paper, ink, white),
          cover.color ?? paper,
          textContrast,
        )),
    ...(watermark === undefined
      ? []
      : [
          ...tooFaint("ink on the watermark", ink, watermark, textContrast),
          ...tooFaint("muted on the watermark", muted, watermark, textContrast),
        ]),
    // The default colours are moved towards the ink if a theme's paper needs it.
    ...(good === defaultTheme.good ? [] : tooFaint("good", good, paper, textContrast)),
    ...(bad === defaultTheme.bad ? [] : tooFaint("bad", bad, paper, textContrast)),
    ...palette.flatMap((colour, index) => tooFaint(`palette colour ${index + 1}`, colour, paper, markContrast)),
  ];
}

function tooFaint(what: string, colour: string, ground: string, least: number): Warning[] {
  const ratio = contrastRatio(colour, ground);
  if (ratio >= least) return [];
  return [
    {
      code: "low-contrast",
      message: `theme: ${what} ${colour} has a contrast of ${ratio.toFixed(1)}:1 against ${ground}, less than ${least}:1`,
      where: { file: "template.yaml", name: "theme" },
      seen: colour,
      allowed: `at least ${least}:1`,
    },
  ];
}

import type { Warning } from "../../../errors.ts";
import { contrastRatio, readableOn } from "../../../contrast-ratio.ts";
import type { Theme } from "../theme.ts";
import { carriesText } from "./color-ramps.ts";
import { apartness } from "./roles-apart.ts";
import { leastLogoContrast, unseenParts } from "./unseen-logo.ts";

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for the marks of a chart. */
const textContrast = 4.5;
const markContrast = 3;
const white = "#ffffff";

/** Least difference between two roles (CIEDE2000), and of their lightness in grey print (L*). */
const rolesApart = { normal: 15, dichromat: 10, grey: 5 };
/** The same between traffic lights, which have shapes of their own. */
const watchApart = { normal: 12, dichromat: 8, grey: 0 };

/** Warns of colours with too little contrast for many readers, `low-contrast`, and of roles that look alike. */
export function checkTheme(theme: Theme): Warning[] {
  const { ink, muted, paper, accent, tint, good, watch, bad, above, below, palette, pullquote, cover, watermark } =
    theme;
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
    ...tooFaint("good", good, paper, textContrast),
    ...tooFaint("watch", watch, paper, textContrast),
    ...tooFaint("bad", bad, paper, textContrast),
    ...tooFaint("above", above, paper, markContrast),
    ...tooFaint("below", below, paper, markContrast),
    ...palette.flatMap((colour, index) => tooFaint(`palette colour ${index + 1}`, colour, paper, markContrast)),
    ...faintRamps(theme),
    ...unseenLogo(theme),
    ...alikeRoles(theme),
  ];
}

/** The logo stands on the paper of the first page, or on the cover. */
function unseenLogo({ logo, paper, cover }: Theme): Warning[] {
  if (logo === undefined) return [];
  const grounds = [
    { what: "the paper", color: paper },
    ...(cover?.color === undefined ? [] : [{ what: "the cover", color: cover.color }]),
  ];
  return grounds.flatMap(({ what, color }) => {
    // One line for each colour, however many letters have it.
    const seen = new Map(unseenParts(logo, color).map((part) => [`${part.color} on ${part.ground}`, part]));
    return [...seen.values()].flatMap((part) =>
      tooFaint(`the logo on ${what}:`, part.color, part.ground, leastLogoContrast),
    );
  });
}

/** The far ends of ramps are marks; ink or paper is printed on each of their colours in a heat map. */
function faintRamps({ sequential, diverging, ink, paper }: Theme): Warning[] {
  const ends = [
    ["the last sequential colour", sequential.at(-1)!],
    ["the first diverging colour", diverging[0]!],
    ["the last diverging colour", diverging.at(-1)!],
  ] as const;
  const steps = [
    ...sequential.map((color, index) => [`sequential colour ${index + 1}`, color] as const),
    ...diverging.map((color, index) => [`diverging colour ${index + 1}`, color] as const),
  ];
  return [
    ...ends.flatMap(([what, color]) => tooFaint(what, color, paper, markContrast)),
    ...steps.flatMap(([what, color]) =>
      carriesText(color, { ink, paper })
        ? []
        : tooFaint(`text on ${what}:`, readableOn(color, ink, paper), color, textContrast),
    ),
  ];
}

/** Pairs of roles that many readers take for each other, all in one warning: `alike-colours`. */
function alikeRoles({ accent, good, bad, above, below, watch }: Theme): Warning[] {
  const roles = Object.entries({ accent, good, bad, above, below });
  const pairs = roles.flatMap(([one, color], index) =>
    roles.slice(index + 1).map(([other, seen]) => ({ one, color, other, seen, least: rolesApart })),
  );
  const lights = Object.entries({ good, bad }).map(([other, seen]) => ({
    one: "watch",
    color: watch,
    other,
    seen,
    least: watchApart,
  }));
  const alike = [...pairs, ...lights].flatMap(({ one, color, other, seen, least }) => {
    const { normal, dichromat, grey } = apartness(color, seen);
    const pair = `${one} ${color} and ${other} ${seen}`;
    if (normal < least.normal) return [`${pair} for everyone`];
    if (dichromat < least.dichromat) return [`${pair} for colour-blind readers`];
    return grey < least.grey ? [`${pair} in grey print`] : [];
  });
  if (alike.length === 0) return [];
  return [
    {
      code: "alike-colours",
      message: `theme: colours with different meanings look alike: ${alike.join("; ")}`,
      where: { file: "template.yaml", name: "theme" },
      seen: alike,
      allowed: `a CIEDE2000 of at least ${rolesApart.normal} for everyone and ${rolesApart.dichromat} for colour-blind readers, and ${rolesApart.grey} L* in grey`,
      hint: "leave one of them out of the theme: it is then chosen to suit the others, as far as they leave room for a colour that does not look black; a darker or lighter accent leaves more",
    },
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

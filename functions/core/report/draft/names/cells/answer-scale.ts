/** Places on the scale of answers: up to which they are positive, from which negative, and those that are neither. */
export const steps = { agreeing: 30, disagreeing: 60, unsure: 99 } as const;

/** Patterns of answers, the most special ones first, and their place on a scale from agreement to none. */
export const answerScale: readonly (readonly [RegExp, number])[] = [
  [
    /^(don.?t|do not) know|^no (answer|opinion)|^not sure|^unsure|^prefer not|^refused|^weiß nicht|^keine (angabe|meinung)|^不(知道|清楚|确定)/,
    99,
  ],
  [
    /^neither|^neutral|^undecided|^teils|^weder|^一般|^中立|^average$|^about the same|^unchanged|^fair$|^ok(ay)?$|^mittel(mäßig)?$|^中$/,
    50,
  ],
  [/^not at all|^never$|^überhaupt nicht|^gar nicht|^nie$|^从不/, 85],
  [/^(very|extremely|strongly|completely|totally|sehr|非常|十分|完全) ?(dis|un|bad|poor|difficult|schlecht|不)/, 80],
  [/^stimme überhaupt nicht/, 80],
  [
    /^(not (very|too|much|so)|rather (dis|un|not)|somewhat (dis|un)|eher (nicht|un|schlecht)|tend to dis|slightly dis|mostly dis|不太|比较不|rarely|seldom|selten|很少)/,
    60,
  ],
  [/^(dis|un(likely|satisf|happy|zufr)|poor|bad|no$|nein$|against|oppose|schlecht|stimme nicht|不|否)/, 70],
  [
    /^(very|extremely|strongly|completely|totally|definitely|a lot$|always$|excellent|sehr|stimme voll|immer$|非常|十分|完全|总是)/,
    10,
  ],
  [/^(somewhat|rather|fairly|slightly|mostly|tend to|partly|some$|a little|sometimes|eher|manchmal|比较|有时)/, 30],
  [
    /^(agree|satisfied|likely|happy|good|yes$|ja$|often$|support|favou?r|gut|zufrieden|stimme|wahrscheinlich|oft$|同意|满意|是$|经常)/,
    20,
  ],
];

/** Words of agreement, by which a scale is one of opinions, and not of how often or how well something is. */
const opinion = /agree|satisf|likely|support|favou?r|happy|stimme|zufrieden|wahrscheinlich|同意|满意|支持/i;

const stepOf = (text: string): number | undefined =>
  answerScale.find(([pattern]) => pattern.test(text.trim().toLowerCase()))?.[1];

/** Whether texts are the answers of one scale of opinions: all of them, with at least three steps of both sides. */
export function isGraded(texts: readonly string[]): boolean {
  const found = texts.map(stepOf);
  if (found.some((step) => step === undefined) || new Set(found).size < texts.length) return false;
  const asked = found.filter((step) => step !== steps.unsure);
  return (
    asked.length >= 3 &&
    asked.some((step) => step! <= steps.agreeing) &&
    asked.some((step) => step! >= steps.disagreeing) &&
    texts.some((text) => opinion.test(text))
  );
}

/** Words of marks, which say how well something is. */
const mark = /^((very |extremely )?(good|poor|bad)|excellent|fair|(sehr )?(gut|schlecht)|mittel(mäßig)?)$/i;

/** Whether texts are marks of one scale, with steps of both sides: from very good to poor. */
export function areMarks(texts: readonly string[]): boolean {
  const found = texts.map(stepOf);
  if (texts.some((text) => !mark.test(text.trim())) || new Set(found).size < texts.length) return false;
  return (
    texts.length >= 3 &&
    found.some((step) => step !== undefined && step <= steps.agreeing) &&
    found.some((step) => step !== undefined && step >= steps.disagreeing && step < steps.unsure)
  );
}

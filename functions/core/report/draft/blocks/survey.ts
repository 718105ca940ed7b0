import { quoteName, quotePattern, quoteText } from "../quote.ts";
import { type Files, type Plan, spec } from "./parts.ts";

/** Patterns of answers, the most special ones first, and their place on a scale from agreement to none. */
const scale: readonly (readonly [RegExp, number])[] = [
  [
    /^(don.?t|do not) know|^no (answer|opinion)|^not sure|^unsure|^prefer not|^refused|^weiß nicht|^keine (angabe|meinung)|^不(知道|清楚|确定)/,
    99,
  ],
  [/^neither|^neutral|^undecided|^teils|^weder|^一般|^中立|^average$|^about the same|^unchanged/, 50],
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

/** Queries and chart of a report on a survey. */
export function writeSurvey(files: Files, plan: Plan): void {
  const { questions } = plan.roles.survey!;
  const selects = questions.map(
    (question, at) =>
      `  SELECT ${at + 1} AS place, ${quoteText(question)} AS question, ${quoteName(question)} AS answer FROM records`,
  );
  const rank = scale.map(
    ([pattern, step]) => `    WHEN regexp_matches(lower(trim(answer)), ${quotePattern(pattern)}) THEN ${step}`,
  );
  files.set(
    "queries/answers.sql",
    `-- Each answer of each question: how many gave it, their share of those who answered, and the limits between which the
-- share of all would lie with 95% confidence, had they been drawn by chance (Wilson).
WITH given AS (
${selects.join("\n  UNION ALL\n")}
), gathered AS (
  SELECT place, question, answer, count(*) AS n FROM given WHERE answer IS NOT NULL GROUP BY place, question, answer
), counted AS (
  SELECT *, sum(n) OVER (PARTITION BY place) AS answered FROM gathered
), ranked AS (
  SELECT *, CASE
${rank.join("\n")}
  END AS step FROM counted
), scaled AS (
  -- In the order of a scale if all answers of a question are of one, otherwise from the most given.
  SELECT *, CASE WHEN count(step) OVER (PARTITION BY place) = count(*) OVER (PARTITION BY place)
    AND count(DISTINCT step) OVER (PARTITION BY place) = count(*) OVER (PARTITION BY place) THEN step END AS ordinal FROM ranked
)
SELECT place, question, answer, n, answered, 100 * n / answered AS share,
  100 * wilson_low(n, answered) AS low, 100 * wilson_high(n, answered) AS high,
  row_number() OVER (PARTITION BY place ORDER BY n DESC, answer) AS most
FROM scaled
ORDER BY place, ordinal, n DESC, answer
`,
  );
  files.set(
    "queries/questions.sql",
    `-- Each question with its most given answer, and whether the second is within the limits.
SELECT a.place, a.question, a.answer, a.n, a.answered, a.share, a.low, a.high, b.answer AS second, b.high >= a.low AS close
FROM answers a
LEFT JOIN answers b ON b.place = a.place AND b.most = 2
WHERE a.most = 1
ORDER BY a.place
`,
  );
  files.set("charts/answers.vl.json", spec(answersSpec()));
}

function answersSpec(): unknown {
  const y = { field: "answer", type: "nominal", sort: null, axis: { title: null, ticks: false, domain: false } };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: { step: 24 },
    encoding: { y },
    layer: [
      {
        mark: "bar",
        encoding: {
          x: {
            field: "share",
            type: "quantitative",
            scale: { domain: [0, 100] },
            axis: { title: null, format: "d", tickCount: 6 },
          },
        },
      },
      {
        mark: { type: "rule", color: "#1c1c1e" },
        encoding: { x: { field: "low", type: "quantitative" }, x2: { field: "high" } },
      },
    ],
  };
}

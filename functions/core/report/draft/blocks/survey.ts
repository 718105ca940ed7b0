import { answerScale, steps } from "../names/cells/answer-scale.ts";
import { quoteName, quotePattern, quoteText } from "../quote.ts";
import type { SurveyRole } from "../roles/roles.ts";
import { type Files, type Plan, spec } from "./parts.ts";

/** Queries and chart of a report on a survey. */
export function writeSurvey(files: Files, plan: Plan): void {
  const survey = plan.roles.survey!;
  const rank = answerScale.map(
    ([pattern, step]) => `    WHEN regexp_matches(lower(trim(answer)), ${quotePattern(pattern)}) THEN ${step}`,
  );
  files.set(
    "queries/answers.sql",
    `-- Each answer of each question: how many gave it, their share of those who answered, and the limits between which the
-- share of all would lie with 95% confidence, had they been drawn by chance (Wilson).
WITH given AS (
${givenSql(survey)}
), gathered AS (
  SELECT place, question, answer, sum(times)::BIGINT AS n FROM given WHERE answer IS NOT NULL AND times > 0 GROUP BY place, question, answer
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
SELECT place, question, answer, n, answered, ordinal, 100 * n / answered AS share,
  100 * wilson_low(n, answered) AS low, 100 * wilson_high(n, answered) AS high,
  row_number() OVER (PARTITION BY place ORDER BY n DESC, answer) AS most
FROM scaled
ORDER BY place, ordinal, n DESC, answer
`,
  );
  files.set(
    "queries/questions.sql",
    `-- Each question with its most given answer, and whether the second is within the limits.
SELECT a.place, a.question, a.answer, a.n, a.answered, a.share, a.low, a.high, b.answer AS second, coalesce(b.high >= a.low, false) AS close
FROM answers a
LEFT JOIN answers b ON b.place = a.place AND b.most = 2
WHERE a.most = 1
ORDER BY a.place
`,
  );
  files.set("charts/answers.vl.json", spec(answersSpec("answer", 24)));
  if (!survey.graded) return;
  files.set("queries/agreement.sql", agreementSql);
  files.set("charts/agreement.vl.json", spec(answersSpec("question", 20)));
}

/** SQL of the answers: one in each cell, or so many in each row. */
function givenSql({ questions, counted }: SurveyRole): string {
  if (counted !== undefined) {
    const { question, answer, count } = counted;
    const order = `try_cast(regexp_extract(${question}, '\\d+') AS INTEGER) NULLS LAST, ${question}`;
    return `  SELECT dense_rank() OVER (ORDER BY ${order}) AS place, ${question} AS question, ${answer} AS answer, ${count} AS times
  FROM records
  WHERE ${question} IS NOT NULL`;
  }
  return questions
    .map(
      (question, at) =>
        `  SELECT ${at + 1} AS place, ${quoteText(question)} AS question, ${quoteName(question)} AS answer, 1 AS times FROM records`,
    )
    .join("\n  UNION ALL\n");
}

const agreementSql = `-- Of each question with answers on a scale, from the most positive: how many are positive, with the limits of 95% (Wilson).
WITH scale AS (
  -- Answers of the questions with more than two of them: one that few answered has some of the same.
  SELECT DISTINCT answer FROM answers
  WHERE place IN (SELECT place FROM answers WHERE ordinal IS NOT NULL GROUP BY place HAVING count(*) > 2)
), sides AS (
  SELECT place, question, any_value(answered) AS answered,
    coalesce(sum(n) FILTER (ordinal <= ${steps.agreeing}), 0) AS n,
    coalesce(sum(n) FILTER (ordinal >= ${steps.disagreeing} AND ordinal < ${steps.unsure}), 0) AS against
  FROM answers
  WHERE ordinal IS NOT NULL
  GROUP BY place, question
  HAVING bool_and(answer IN (SELECT answer FROM scale))
)
SELECT place, question, n, answered, 100 * n / answered AS share, 100 * wilson_low(n, answered) AS low, 100 * wilson_high(n, answered) AS high,
  100 * against / answered AS against, 100 * (answered - n - against) / answered AS neither, count(*) OVER () AS questions,
  -- Whether both the first and the last question fit into a title.
  max(length(question)) OVER () <= 24 AS short
FROM sides
ORDER BY share DESC, place
`;

/** Bars of shares with lines of their limits. */
function answersSpec(field: "answer" | "question", step: number): unknown {
  const y = { field, type: "nominal", sort: null, axis: { title: null, ticks: false, domain: false, labelLimit: 230 } };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: { step },
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

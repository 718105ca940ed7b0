import { expect, test } from "vitest";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import { acceptRequest } from "../../../../functions/core/report/request/accept-request.ts";
import { parseRequest } from "../../../../functions/core/report/request/parse-request.ts";
import { share, tableOf, templateWith } from "../compose/compose-fixture.ts";
import { seeded } from "../dataset/seeded.ts";
import { editAtRandom } from "./edit-at-random.ts";
import { attempt, printedBlocks } from "./page-edits.ts";

const soak = process.env["SOAK"] !== undefined;

const fragments = [
  "## A heading of {{ share.first.name }} {#here}\n",
  "### Plain, with *slant* and **weight**\n",
  "# The title of {{ parameters.year }}\n",
  "A paragraph with {{ share.last.pct | number: 1 }} in the middle\nand a second line.\n",
  "Words **in bold with {{ share.first.pct }}**, *slanted*, [linked](https://a.example/c) and \\* escaped &amp; more.\n",
  "{{ share.first.name }} begins, and ends with {{ share.last.name }}\n",
  "It {% if share.last.change > 0 %}rose{% else %}fell{% endif %} by {{ share.last.change }}.\n",
  "{% for row in share.rows %}\nIn {{ row.year }} it was {{ row.pct }}.\n\n{% endfor %}\n",
  "{% for row in share.rows %}\n### Year {{ row.year }}\n\nText under it.\n{% endfor %}\n",
  "{% if share.size > 9 %}\nNever shown.\n{% else %}\nShown instead.\n{% endif %}\n",
  "{% if share.size > 1 -%}\nA branch that is shown.\n{%- else -%}\nAnother that is not.\n{%- endif %}\n",
  "- One item\n- Two **items** of {{ share.size }}\n\n  with more text\n- [ ] a task\n",
  "1. First\n2. Second\n",
  "{% for row in share.rows %}- Item {{ row.name }}\n{% endfor %}\n",
  "> A quote\n> of two lines\n",
  "| a | b |\n|---|---|\n| c | {{ share.size }} |\n",
  "```\ncode {{ share.size }}\n```\n",
  "Term\n: meaning of it\n",
  "A note.[^n]\n\n[^n]: The text of the note.\n",
  ":::callout\nInside a callout.\n\nMore inside.\n:::\n",
  "::::columns\n:::column{span=6}\nLeft words.\n:::\n:::column{span=6}\nRight words.\n:::\n::::\n",
  "销售额为{{ share.size }}，\n比去年多。\n",
  "See [the part](#here) and `code` and https://a.example/d.\n",
  "{% assign x = share.first -%}\nTrimmed {{- x.name -}} words {{ x.pct }}.\n",
  "Ends in a break\\\nand goes on.\n",
  "{% comment %}\nHidden *words*\n{% endcomment %}\n",
  "{% capture said %}said {{ share.size }}{% endcapture %}It was {{ said }}.\n",
  "---\n",
  "Low~~er~~ and H~2~O, 2 * 3 * 4, snake_case_word, a < b.\n",
];

test("random edits of generated texts change their block as asked, and no other", { timeout: 600_000 }, () => {
  const faults: string[] = [];
  const sum = { done: 0, refused: 0, closed: 0 };
  const random = seeded(7);
  for (let round = 0; round < (soak ? 600 : 40); round++) {
    const chosen = Array.from({ length: 2 + Math.floor(random() * 6) }, () => Math.floor(random() * fragments.length));
    const markdown = [...new Set(chosen)].map((index) => fragments[index]!).join("\n");
    const template = templateWith(markdown);
    const accepted = acceptRequest(parseRequest({ template: "test", parameters: {} }), template, {});
    const report = {
      template,
      accepted,
      tables: new Map([["share", tableOf("share", share)]]),
      locale: localeFor("en"),
    };
    // Fragments may spoil each other.
    if ("refused" in attempt(() => printedBlocks(report))) continue;
    const tally = editAtRandom(report, 8, round);
    faults.push(...tally.faults.map((fault) => `${fault}\n${markdown}`));
    sum.done += tally.done;
    sum.refused += tally.refused;
    sum.closed += tally.closed;
  }

  expect(faults.slice(0, 5)).toEqual([]);
  expect(sum.done).toBeGreaterThan(sum.refused);
});

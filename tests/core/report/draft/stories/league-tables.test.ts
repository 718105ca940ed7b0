import { expect, test } from "vitest";
import { openText } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "./subject-shapes.ts";

const heads = [
  ["en", "Pos,Team,Played,Won,Drawn,Lost,Goals for,Goals against,Points"],
  ["en", "Rank,Club,P,W,D,L,GF,GA,Pts"],
  ["de", "Platz,Verein,Sp.,S,U,N,Tore,Gegentore,Punkte"],
  ["zh", "排名,球队,场次,胜,平,负,进球,失球,积分"],
] as const;

/** Points of twelve teams from the first: the first is ahead by what is given. */
function league(ahead: number): readonly string[] {
  const next = numbersFrom(ahead + 3);
  const teams = Array.from({ length: 12 }, (_, at) => {
    const [won, drawn] = [11 - at, at % 3];
    return { won, drawn, points: 3 * won + drawn };
  }).toSorted((a, b) => b.points - a.points);
  const lift = ahead - (teams[0]!.points - teams[1]!.points);
  return teams.map(
    ({ won, drawn, points }, at) =>
      `${at + 1},Team ${"ABCDEFGHIJKL"[at]!},22,${won},${drawn},${22 - won - drawn},${20 + Math.floor(next() * 40)},${20 + Math.floor(next() * 40)},${points + (at === 0 ? lift : 0)}`,
  );
}

test.each(heads)("%s: the order and the distance lead (%s)", { timeout: 60_000 }, async (language, head) => {
  for (const ahead of [1, 5]) {
    const { title, draft } = await reportOf(await openText(head, league(ahead)), { language });
    expect(title).toMatch(new RegExp(`Team A.*(\\D)${ahead}(\\D.*Team B|$)`));
    expect(title).toContain("Team B");
    const about = draft.questions.find(({ name }) => name === "about")!.choices.map(({ label }) => label);
    const [rank, , played] = head.split(",");
    expect(about).not.toContain(played!.replace(".", ""));
    expect(about).not.toContain(rank);
    expect(about[1]).toMatch(/Goal|GF|Tore|进球/i);
  }
});

test("a league table renders on every choice", { timeout: 600_000 }, async () => {
  for (const [language, head] of heads.slice(1))
    expect(await faultsOfDraft({ head, rows: league(2), language, allPeriods: false })).toEqual([]);
});

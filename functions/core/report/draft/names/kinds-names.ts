/** What is none of the kinds that have columns of their own. */
const otherName =
  /^(all |any )?(others?|other (reasons?|causes?|parties|types?|kinds?|answers?|purposes?|sources?)|miscellaneous|misc\.?|unknown|not stated|no answer|don.?t know|sonstiges?|sonstige( .*)?|andere( .*)?|übrige( .*)?|unbekannt|keine angabe|autres?|divers|其他|其它|未知)$/i;
/** Ranges: `$10-20k`, `65+`, `under 18`. */
const range = /\d\D{0,4}[-–]\D{0,4}\d|^\D{0,3}[<>≤≥]|^(under|over|below|above|unter|über|bis|ab) \D?\d|\d\+$/i;
const direction =
  /^(north|south|east|west|midwest|northeast|northwest|southeast|southwest|central|nord|süd|ost|west|mitte)$/i;
const election =
  /\b(votes?|elections?|ballots?|referendum|stimmen|\p{L}*wahl(en)?|pr[ée]sidentielles?|l[ée]gislatives|[ée]lections?|scrutin|premier tour|second tour)(?![\p{L}])|选举|得票/iu;

/** Who may vote, who did, and which votes count: no kinds beside parties and candidates. */
const electorate =
  /\b((tot ?|total )?precincts?( reporting)?|registered|electors?|electorate|eligible|voters?|turnout|ballots?( cast)?|votes?( cast)?|valid|invalid|rejected|spoilt|blank|null|abstentions?|inscrits|votants|exprim[ée]s|blancs|nuls|wahlberechtigte?|w[äa]hler(innen)?|(un)?g[üu]ltige?|wahlbeteiligung|stimmen)\b|选民|投票|有效|无效/i;

/** Whether a column of an election is of the voters and their votes as a whole. */
export function isOfElectorate(name: string): boolean {
  return electorate.test(name.replaceAll(/[._-]+/g, " "));
}

/** Whether a name is that of what is none of the kinds beside it. */
export function isOtherName(name: string): boolean {
  return otherName.test(name.trim());
}

/** Whether names are those of ranges, or of the parts of a country. */
export function areRanges(names: readonly string[]): boolean {
  const few = 3;
  return [range, direction].some((kind) => names.filter((name) => kind.test(name.trim())).length >= few);
}

/** Whether a title is that of an election, in which columns without other words are parties and candidates. */
export function isOfElection(title: string): boolean {
  return election.test(title.replaceAll(/[_-]+/g, " "));
}

/** What a title says the table is by: `by week and state`. */
const byWords = /(?:^| )by ([\p{L} ]+?)(?= (?:in|of|for|from|since)(?: |$)|[^\p{L} ]|$)/iu;

/**
 * Whether a title says that the table is by something that no column holds, so that the columns are that: cases by week
 * and state, with a column of weeks.
 */
export function isByOthers(title: string, columns: readonly string[]): boolean {
  const said = byWords.exec(title.replaceAll(/[_-]+/g, " "))?.[1];
  if (said === undefined || !said.includes(" and ")) return false;
  const held = columns.flatMap((name) => name.toLowerCase().split(/[^\p{L}]+/u)).filter((word) => word.length > 2);
  return said
    .toLowerCase()
    .split(" and ")
    .some(
      (part) =>
        !part
          .trim()
          .split(" ")
          .some((word) => held.some((one) => one.startsWith(word.slice(0, 4)))),
    );
}

/** What people said who did not answer, and what forms write where nobody did; not what a table does not know. */
const noAnswer =
  /^(?!dk$)(\(?\d{1,3}\)?[.:)]? ?)?[([]?(((don.?t|do not|doesn.?t|didn.?t) know|dk|refused?( to (say|answer))?|no (answer|opinion|response|reply)|not (stated|answered|reported|given|available|ascertained|specified|disclosed)|prefer(red)? not to (say|answer|disclose)|declined( to (say|answer|state))?|unanswered|n\/a|k\. ?a\.?|o\. ?a\.?|keine (angabe|antwort)n?|ohne angabe|nicht (angegeben|bekannt|beantwortet)|wei(ß|ss) (ich )?nicht|verweigert|拒答|拒绝回答|不知道|不清楚|未回答|未填写?|未答|无回答)([ ]?(\/|,|or|oder|或) ?)?)+[)\]]?\.?$/iu;

/** Whether a value of a column is no answer to what its name asks: “Don't know/refused”, “k. A.”. */
export function isNoAnswer(text: string): boolean {
  return noAnswer.test(text.trim().replaceAll("’", "'"));
}

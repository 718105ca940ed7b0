/** Units that a line above a table gives for all of its numbers, with their scales. */
const unit =
  /^(?:in )?((?:(?:thousand|million|billion|tsd\.?|mio\.?|mrd\.?) ?)?(?:[£€$¥]|us\$|eur(?:o)?|usd|gbp|chf|cny|rmb|tonnes|t|kg|m²|m³|m3|ha|[kmgt]wh|%)|[£€$¥] ?(?:m|mn|bn|k|['’]?000s?)|[£€$¥]['’]?000s?|t€|k€|(?:[百千万亿]+)?(?:元|吨|人|千瓦时|平方米|公顷|户|台|件)|人次|thousands?|millions?)$/i;

/** Ways in which a line says in what its numbers are: `Unit: t`, `Angaben in Tsd. €`, `单位：万元`. */
const said =
  /(?:^|[\s(（,;，；])(?:units?|einheit|angaben|werte|figures|values|计量单位|单位)(?: in|[:：])\s*([^\s()（）,;，；]+(?: [€£$¥]|\. ?[€£$¥]| tonnes)?)/i;

/** The unit that a line gives; undefined if it gives none. */
function unitOfLine(line: string): string | undefined {
  const inBrackets = [...line.matchAll(/[([（]([^()[\]（）]{1,30})[)\]）]/g)].flatMap(([, text]) =>
    text!.split(/[,;，；]/),
  );
  const told = said.exec(line)?.[1];
  return [...(told === undefined ? [] : [told]), ...inBrackets]
    .map((text) => unit.exec(text.trim())?.[1])
    .find(Boolean);
}

/**
 * The title of a table with the unit that the lines above it give, in brackets, if it has none of its own:
 * `Sales by branch (£, ex VAT)` says in what the sales are.
 */
export function withHeadingUnit(title: string, above: readonly string[]): string {
  if (/[([（].+[)\]）]/.test(title)) return title;
  const found = above.map(unitOfLine).find((one) => one !== undefined);
  return found === undefined ? title : `${title} (${found})`;
}

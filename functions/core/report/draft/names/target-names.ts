/** A name with its words apart. */
const spaced = (name: string): string =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, " ")
    .replace(/[_\-./]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const target =
  /\b(targets?|goals?|plan(ned)?|budget(ed)?|quota|objective|soll(wert)?|ziel(wert|e)?|planwert|vorgabe)\b|目标|计划|预算|指标值/i;
const actual =
  /\b(actuals?|ist(wert)?|results?|achieved|reached|measured|current|ergebnis|erreicht)\b|实际|完成|实绩|达成值|本期|当期/i;
const earlier =
  /\b(prior|previous|last (year|month|period)|before|baseline|benchmark|vorjahr|vormonat|vorperiode|basiswert)\b|上期|上月|上年|去年|同期|基准/i;

/** Whether a column holds what is meant to be reached. */
export function isTargetName(name: string): boolean {
  return target.test(spaced(name));
}

/** Whether a column holds what was reached, as its name says. */
export function isActualName(name: string): boolean {
  return actual.test(spaced(name)) && !isTargetName(name);
}

/** Whether a column holds what was reached before, or by others. */
export function isEarlierName(name: string): boolean {
  return earlier.test(spaced(name));
}

/** Whether a column says of each indicator which direction is better. */
export function isDirectionName(name: string): boolean {
  return /^(direction|better|polarity|good( is)?|desired( direction)?|trend goal|target (type|direction)|goal (type|direction)|richtung|zielrichtung|besser|wirkrichtung|方向|目标方向|指标方向|优化方向|极性)$/i.test(
    spaced(name),
  );
}

/** Which side is better by the words of such a column; undefined if they say neither or both. */
export function readDirection(text: string): "high" | "low" | undefined {
  const words = text.trim().toLowerCase();
  const isHigh =
    /^(up|\+|↑|▲|max(imi[sz]e)?|increase|h)$|\b(high(er)?|more|greater|larger|above|at least|increas\w*|maximi[sz]e)\b|hoch|höher|mehr|steig|mindestens|正向|越高|越大|越多|≥|不低于|上升|提高/.test(
      words,
    );
  const isLow =
    /^(down|-|−|↓|▼|min(imi[sz]e)?|decrease|l)$|\b(low(er)?|less|fewer|smaller|below|at most|decreas\w*|minimi[sz]e)\b|niedrig|tief|weniger|sink|höchstens|负向|逆向|反向|越低|越小|越少|≤|不高于|不超过|下降|降低/.test(
      words,
    );
  return isHigh === isLow ? undefined : isHigh ? "high" : "low";
}

/** Names of what is better low. */
const low =
  /complain|defect|\bcosts?\b|expens|lead time|cycle time|\bwait|delay|\blate\b|\berrors?\b|incident|accident|injur|(staff|employee) turnover|attrition|churn|absen|sick|scrap|\bwaste\b|rework|\breturns?\b|refund|down ?time|overdue|backlog|(response|handling|resolution|processing|repair|turnaround|delivery) time|time to (hire|fill|resolve|repair)|bounce rate|cancel|rejects?\b|failure|\bbugs?\b|days sales outstanding|\bdso\b|emissions?\b|(energy|water|fuel) (use|consumption)|beschwerde|reklamation|fehler|ausschuss|kosten|durchlaufzeit|lieferzeit|wartezeit|bearbeitungszeit|verspät|unf[aä]ll|krankenstand|krankheits|fehlzeit|fluktuation|ausfall|stillstand|storno|retoure|nacharbeit|energieverbrauch|abwanderung|客诉|投诉|不良|缺陷|成本|流失|离职|事故|故障|停机|等待|延误|退货|退款|缺勤|能耗|逾期|返工|报废|(交货|周转|处理|响应)(周期|时间|天数)/i;
/** Names of what is better high. */
const high =
  /on[- ]?time|punctual|satisfaction|\bnps\b|net promoter|\bcsat\b|revenue|\bsales\b|profit|margin|\bebitda?\b|conversion|\byield\b|first[- ](pass|call|contact)|\bup ?time\b|availab|utili[sz]ation|occupancy|fill rate|retention|productiv|throughput|\boutput\b|new (customers|members|orders|clients)|attendance|\boee\b|service level|coverage|accuracy|compliance|\bfte output\b|pass rate|liefertreue|termintreue|pünktlich|zufriedenheit|umsatz|gewinn|marge|rendite|verfügbar|auslastung|produktivität|neukunden|erstlösung|ausbeute|产值|收入|销售额|利润|毛利|净利|准时|及时率|满意|新增|合格率|良品|达成率|完成率|转化|出勤率|利用率|稼动率|续费|留存|回款/i;

/** Which side of its target is better for what is so called; undefined where the name says neither or both. */
export function betterSide(name: string): "high" | "low" | undefined {
  const words = spaced(name);
  const [isLow, isHigh] = [low.test(words), high.test(words)];
  return isLow === isHigh ? undefined : isLow ? "low" : "high";
}

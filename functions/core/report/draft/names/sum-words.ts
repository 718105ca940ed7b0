/** Names of what people gave on a scale: stars, marks, how content they are, whether they would recommend. */
const marks =
  /zufrieden|satisf|bewertung|\bstars?\b|\bsterne\b|\bstar rating\b|^note$|(schul|abschluss|gesamt|end|prüfungs)note|\bmarks?\b|\bgrade\b|\bnps\b|\bcsat\b|\bces\b|recommend|weiterempf|likelihood|\blikert\b|ratings?\b|\bscores?\b|满意度|评分|得分|打分|星级|推荐意愿|推荐度/iu;

/** Sentences that people answer: “I am paid fairly”, “Würden Sie uns empfehlen?”. */
const statements =
  /^(I|we|my|our|how|do|does|did|would|are|is|was|were|the|ich|wir|mein\p{L}*|unser\p{L}*|wie|würden|sind|fühlen|man)\s(\S+\s+){2,}\S+|\b(I|my)\b(\s\S+){2,}|\?\s*$|？\s*$|^(我|您|你|贵)\S{4,}/iu;

/** How many gave marks, or have them: these are counts. */
const countOfMarks =
  /\b(count|number|no|num|n) of\b|\banzahl\b|\b(count|number|responses|votes|reviews|cards)\b|^ratings$|bewertungen$|customers$|kunden$|人数|次数|数量|数$/iu;

/** What one piece costs, which is a price. */
const unitCosts =
  /\bunit (cost|price|value)s?\b|\bcosts? (per|each|price)\b|\bcost ?(gbp|usd|eur)? each\b|(stück|einheits|einstands|einkaufs|verkaufs|selbst)(kosten|preise?|wert)\b|\b(purchase|selling|list|standard|replacement) (cost|price)\b|单位成本|成本价|单价|进价|售价/iu;

/** What a meter or a counter shows, which has everything before in it. */
const readings =
  /\bz(ä|ae)hler\s?st([aä]|ae)nd|\bmeter (reading|stand|value|index)|\breadings?\b.*\b[kmg]?wh\b|\b(meters?|gas|water|electric(ity)?|heat(ing)?|power)\b.* readings?\b|^meter readings?$|\bodometer|kilometerst[aä]nd|\bkm ?st[aä]nd\b|^mileage$|\bhour ?meter|betriebsstundenzähler|\bcumul|\bcum\b|kumul|aufgelaufen|\brunning (total|sum|count)\b|累计|累積|读数|示数|表底|抄表|总里程|里程表/iu;

/** What meters of vehicles show, and meters of what is used. */
const [distances, meters] = [
  /\bodometer|kilometerst[aä]nd|\bkm ?st[aä]nd\b|总里程|里程表/iu,
  /\bz(ä|ae)hler\s?st([aä]|ae)nd|\bmeter (reading|stand|value|index)|\breadings?\b.*\b[kmg]?wh\b|\b(meters?|gas|water|electric(ity)?|heat(ing)?|power)\b.* readings?\b|^meter readings?$|表底|抄表|(电|水|气|热)(能)?表(读数|示数|止码|行度)/iu,
];

/** Sums since the beginning of a year or season: regions have a sum of them, times have none. */
const toDate = /\b(year|month|season|total) to date\b|\b[ymq]td\b/iu;

/** Time that was lost, worked or spent with something: what several times have of it makes a sum. */
const summedTimes =
  /\b(delay(ed)?(?! min\b)|lost|late|idle|stopped|outage|overtime|worked|working|billable|billed|booked|logged|played|watched|viewed|streamed|listened|training|volunteer(ed)?|absence|absent|sick) ?(min(ute)?s?|hours?|hrs?|seconds|secs?|time|h)\b|\b(min(ute)?s?|hours?|hrs?|seconds|h) (of )?(delay|lost|late|idle|overtime|worked|billed|booked|logged|played|watched|viewed|streamed|listened|spent|absent)|\bwatch time\b|(verspätungs|ausfall|stör|stillstands|fehl|verlust|über|arbeits|einsatz|dienst|unterrichts|spiel|sende|lern)(minuten|stunden)|(延误|晚点|停机|误工|缺勤|损失|加班|工作|播放|观看|学习|故障)(总)?(时长|分钟|小时|工时|时间)|arbeitszeit\b|工时/iu;

/** A share or a mean of a time. */
const perSomething =
  /\b(per|each|average|avg|mean|median|typical|je|pro)\b|durchschnitt|mittlere|平均|人均|每|%|\b(share|rate|percent)|率/iu;

/** Time that a thing takes: a wait, a call, a meal. The sum of several is no time that anybody asks for. */
const takenTimes =
  /\b(prep(aration)?|cook(ing)?|bak(e|ing)|wait(ing)?|handl(e|ing)|talk|hold|response|resolution|reaction|travel|journey|commut(e|ing)|trip|call|service|process(ing)?|lead|cycle|turnaround|delivery|transit|repair|load(ing)?|elapsed|finish|race|lap|ride|run(ning)?|reading|viewing|session|queue|setup|first response|time to) ?(time|min(ute)?s?|secs?|seconds|mins|days|duration|dur|length)\b|\btotal ?(time|min(ute)?s?|mins|secs?|seconds)\b|\b(min(ute)?s?|secs?|seconds|days|hours) (to|until|from|waited|waiting)\b|\b(days|time) (open|taken|outstanding)\b|(warte|bearbeitungs|liefer|durchlauf|koch|back|zubereitungs|fahr|reise|lauf|antwort|reaktions|gesprächs|lösungs|vorlauf|liege|rüst|gesamt)(zeit|dauer)\b|(warte|gesprächs|bearbeitungs)(minuten|sekunden|tage)|\bdauer\b|(等待|等候|通话|处理|响应|排队|配送|送达|烹饪|制作|准备|运输|解决|回复|修复|候诊|用餐|骑行|通勤|办理)(所用|所需|平均)?(秒数?|分钟数?|时长|时间|小时数?|天数|周期)|^(时长|用时|耗时|历时)/iu;

/** What people did and what came: plays, visits, grants, passengers. Whole numbers of them are counts. */
const events =
  /\bstreams\b|\bplays\b|\blistens\b|\bspins\b|\b(page ?)?views\b|\bimpressions\b|\breads\b|\blikes\b|\bcomments\b|\breposts\b|\bretweets\b|\bsaves\b|\bdownloads\b|\binstalls\b|\badmissions\b|\battendances?\b|\battendees\b|\bfootfall\b|\bvisit(or)?s?\b|\bguests\b|\barrivals\b|\bdepartures\b|\bovernight stays\b|\bnights\b|\bridership\b|\bboardings\b|\bpassengers?\b|\bgrants\b|\bgrants? awarded\b|\bpatents\b|\bpatent grants\b|\bawards\b|\bpublications\b|\bcitations\b|\bfilings\b|\bapplications\b|\benrol?lments?\b|\bgraduates\b|\bflights\b|\blandings\b|\bmovements\b|\brides\b|\bjourneys\b|\bcheck[ -]?(ins|outs)\b|\bloans\b|aufrufe\b|abrufe\b|zugriffe\b|klicks\b|besuche\b|besucher|(fahr)?gäste\b|ankünfte\b|übernachtungen\b|patente?\b|patentanmeldungen|eintritte\b|publikationen\b|zitationen\b|ausleihen\b|flüge\b|fahrten\b|passagiere\b|teilnehmer\b|客流|人次|播放|下载|浏览|点击|访问量|点赞|评论数|游客|访客|观众|旅客|乘客|入园|到访|授权|借阅|票房|航班/iu;

/** A name with spaces between its words. */
export const spaced = (name: string): string =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_-]/g, " ")
    .trim();

/** Largest number of stars that people give; more of them were collected. */
const mostStars = 10;

/**
 * Whether a name is of marks on a scale, which have a mean and no sum; not of how many gave them.
 *
 * @param high the largest value, if it is known
 */
export function isMarkName(name: string, high = 0): boolean {
  const isCollected = Number.isFinite(high) && high > mostStars && /\bstars\b|\bsterne\b/iu.test(spaced(name));
  return marks.test(spaced(name)) && !countOfMarks.test(spaced(name)) && !isCollected;
}

/** The highest step of the scales on which people answer. */
const longestScale = 10;

/** Whether whole numbers are the answers to a sentence that is their column's name. */
export function areAnswers(name: string, { whole, low, high, distinct }: Omit<Lie, "middle" | "values">): boolean {
  return whole && low >= 0 && high <= longestScale && high >= 3 && distinct >= 3 && statements.test(name.trim());
}

/** Whether a name is of how many marks were given, or of who gave them. */
export function isCountOfMarksName(name: string): boolean {
  return marks.test(spaced(name)) && countOfMarks.test(spaced(name)) && !perSomething.test(spaced(name));
}

/**
 * Whether a name is of what a meter shows or of a running total, each of which has the ones before in it.
 *
 * @param isDated whether each row has a time: what regions have had since the year began is added up at one time
 */
export function isReadingName(name: string, isDated: boolean): boolean {
  return readings.test(spaced(name)) || (isDated && toDate.test(spaced(name)));
}

/** What the differences of a meter's readings are, if a name is of such readings. */
export function meterKind(name: string): "consumption" | "distance" | undefined {
  if (distances.test(spaced(name))) return "distance";
  return meters.test(spaced(name)) ? "consumption" : undefined;
}

/** Names of prices, rents and wages, of which people ask what is usual before they ask how many there are. */
const prices =
  /\b(prices?|rents?|fares?|salar(y|ies)|wages?)\b|(preise?|miete|gehalt|lohn)\b|(单|总|售|租|均|成交|挂牌)价|租金|薪/iu;

/** Whether a name is of a price, a rent or a wage. */
export function isPriceName(name: string): boolean {
  return prices.test(spaced(name)) && !/\b(count|number|change)\b|index|anzahl|指数|数量/iu.test(spaced(name));
}

/** Hours of people and machines, of which several make a sum. */
const labourHours =
  /\b(staff|labou?r|man|person|crew|volunteer|nursing|teaching|driver|machine|tutor|consultant)[ -]?hours\b|(personal|mitarbeiter|arbeits|maschinen|lehrer|helfer)stunden\b|人工工时|工时数|志愿时长/iu;

/** Whether a name is of hours that people or machines worked. */
export function isLabourHours(name: string): boolean {
  return labourHours.test(spaced(name)) && !perSomething.test(spaced(name)) && !/week|woche|周/iu.test(spaced(name));
}

/** Whether a name is of what one piece costs. */
export function isUnitCostName(name: string): boolean {
  return unitCosts.test(spaced(name));
}

/** Whether a name is of time that was lost, worked or spent, of which several make a sum. */
export function isSummedTimeName(name: string): boolean {
  return summedTimes.test(spaced(name)) && !perSomething.test(spaced(name));
}

/** Whether a name is of the time that a thing takes, of which there is no sum. */
export function isTakenTimeName(name: string): boolean {
  return takenTimes.test(spaced(name)) && !isSummedTimeName(name);
}

/** Scales of marks in whole numbers, of which most values are used. */
const scales: readonly (readonly [number, number])[] = [
  [1, 5],
  [1, 7],
  [1, 10],
  [0, 10],
];

/**
 * Whether whole numbers are marks on a scale by how they lie: from 1 to 5, 1 to 7 or 0 to 10, with nearly each step in
 * between, and half of them in its upper half. Counts of few lie near its beginning.
 */
export function areMarks({ whole, low, high, middle, distinct, values }: Lie): boolean {
  const isScale = scales.some(([from, to]) => low === from && high === to && distinct >= to - from);
  return whole && isScale && values >= fewestMarks && middle >= (low + high) / 2;
}

/** Fewest values that can be called marks. */
const fewestMarks = 20;

interface Lie {
  readonly whole: boolean;
  readonly low: number;
  readonly high: number;
  readonly middle: number;
  readonly distinct: number;
  readonly values: number;
}

/** Whether a name is of events and who came, which whole numbers count; no rate or mean of them. */
export function isCountedName(name: string): boolean {
  return events.test(spaced(name)) && !perSomething.test(spaced(name)) && !/\bcosts?\b|价|占比/iu.test(spaced(name));
}

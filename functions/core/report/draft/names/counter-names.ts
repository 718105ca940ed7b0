/** Who and what passes a counter. */
const passers =
  /\b(bi)?cycles\b|\bcyclists\b|\bbikes\b|\bpedestrians\b|\bwalkers\b|\bhikers\b|\bjoggers\b|\brunners\b|\bpassers[ -]?by\b|\b(motor ?)?vehicles\b|\bcars\b|\btrucks\b|\blorries\b|\bvans\b|\bbuses\b|\bmotor ?(bikes|cycles)\b|\b(e ?)?scooters\b|\briders\b|fahrr(ä|ae)der|radfahrer|radfahrende|radverkehr|fu(ß|ss)gänger|passanten|fahrzeuge|\b[kpl]kw\b|\bkfz\b|kraftr(ä|ae)der|自行车|单车|骑行者|行人|路人|车辆|机动车|电动车|汽车|货车|轿车/iu;

/** What counts them: a table of counts, or a column of counters. */
const counters =
  /\bcounts?\b|\bcounters?\b|\bcounting\b|\btraffic\b|\bfootfall\b|zähl(ung|stelle|punkt|er\b|daten|ergebnis)|verkehr|计数|流量|监测点|卡口|断面|统计/iu;

/** What there is at a time, or of each thing. */
const there =
  /\b(park(ed|ing)|available|stock|fleet|inventory|registered|owned|owners?|occupancy|occupied|docked|in service|in use|per|mean|average|avg)\b|bestand|parkend|geparkt|belegt|zugelassen|flotte|verfügbar|durchschnitt|保有|停放|停车|库存|在库|可用|登记|平均|均/iu;

/** People, of whom some take part each time: they are the same ones the next time. */
const levels =
  /enrol|register|\bmembers?\b|\bon roll\b|expected|gemeldet|eligible|population|children|cohort|resident|einwohner|bevölkerung|kinder|berechtigt|holders?\b|polic|insured|exposure|versicherte|verträge|work ?force|labou?r force|erwerbspersonen|electorate|应到|注册|报名|人口|应种|保单|投保人|劳动力|选民/iu;

/** Whether a name is of who or what passes a counter: bicycles, pedestrians, vehicles. */
export const isPasserName = (name: string): boolean => passers.test(name) && !there.test(name);

/** Whether words are of counts or counters. */
export const isTakenByCounters = (words: string): boolean => counters.test(words);

/** Whether words are of what there is at a time, as parked cars or a fleet. */
export const saysWhatIsThere = (words: string): boolean => there.test(words);

/** Whether a name is of people of whom some take part each time. */
export const isLevelOfPeople = (name: string): boolean => levels.test(name);

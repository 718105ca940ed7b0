import type { KnownRate } from "./rate-role.ts";

/** The quotients that people ask for, by the names of what stands above and below. */
export const knownRates: readonly KnownRate[] = [
  {
    above: /\b(votes cast|ballots|votes|stimmen|abgegebene stimmen)\b|投票数/i,
    below: /\b(electorate|registered voters|registered|eligible voters|wahlberechtigte)\b|选民/i,
    label: { en: "Turnout", de: "Wahlbeteiligung", zh: "投票率" },
    isShare: true,
    leads: true,
  },
  {
    above: /\b(fuel|diesel|petrol|kraftstoff|verbrauch)\b|油/i,
    below: /\b(distance|mileage|strecke)\b.*\bkm\b|\bkm\b|\bkilometer|里程|公里/i,
    label: { en: "Fuel per 100 km", de: "Verbrauch auf 100 km", zh: "百公里油耗" },
    isShare: false,
    leads: true,
  },
  {
    above:
      /^(?!.*\b(value|price|cost)\b).*\b(production|harvest(ed)?|tonn(e|age)s?|crop|ernte|erntemenge|ertrag)\b|产量|总产/i,
    below: /\b(area|hectares?|ha|acres?|anbaufläche|fläche)\b|面积/i,
    label: { en: "Yield", de: "Ertrag je Fläche", zh: "单产" },
    isShare: false,
    isEach: true,
    leads: true,
  },
  {
    above: /\b(conversions?|purchases|signups|sign ups|konversionen)\b|转化数?/i,
    below: /\b(sessions|visits|visitors|besuche|besucher|sitzungen)\b|访问|会话/i,
    label: { en: "Conversion rate", de: "Konversionsrate", zh: "转化率" },
    isShare: true,
    leads: false,
  },
  {
    above: /^(?!.*\bper\b).*\b(costs?|spend|spent|kosten|ausgaben)\b|花费|消耗|费用/i,
    below: /^(?!.*\b(value|rate|cost|wert|quote)\b).*\b(conversions|konversionen)\b|转化数/i,
    label: { en: "Cost of a conversion", de: "Kosten je Konversion", zh: "单次转化成本" },
    isShare: false,
    isEach: true,
    leads: false,
  },
  {
    above: /\b(clicks|klicks)\b|点击/i,
    below: /\b(impressions|impressionen)\b|展示|曝光/i,
    label: { en: "Click rate", de: "Klickrate", zh: "点击率" },
    isShare: true,
    leads: false,
  },
  {
    above: /^(?!.*\b(average|avg|mean|per)\b).*\b(revenue|umsatz|erlöse?|sales|takings|income)\b|收入|营业额/i,
    below:
      /\b(rooms|room nights|nights|beds|seats|spaces|pitches) (sold|occupied|booked|let)\b|\b(sold|occupied|booked) (rooms|nights|beds|seats)\b|zimmernächte|\b(verkaufte|belegte) (zimmer|nächte|plätze)\b|\b(zimmer|nächte|plätze) (verkauft|belegt)\b|(售出|已售|出租)(房间?|客房|间夜)|间夜/i,
    label: { en: "Revenue for each one sold", de: "Erlös je verkaufter Einheit", zh: "每间收入" },
    isShare: false,
    isEach: true,
    leads: false,
  },
  {
    above: /\b(profit|gewinn|operating income)\b|利润/i,
    below: /\b(sales|revenue|turnover|umsatz|erlöse?)\b|销售额|收入|营业额/i,
    label: { en: "Profit margin", de: "Gewinnmarge", zh: "利润率" },
    isShare: true,
    leads: false,
  },
  {
    above: /\b(returns|returned|retouren)\b|退货/i,
    below: /\b(orders|units sold|sold|sales units|shipped|bestellungen|verkauft)\b|订单|销量/i,
    label: { en: "Return rate", de: "Retourenquote", zh: "退货率" },
    isShare: true,
    leads: false,
  },
  {
    above: /\b(defects|defective|rejects|rejected|scrap|scrapped|ausschuss|fehlteile)\b|不良|次品|报废/i,
    below: /\b(produced|output|production|units made|inspected|produktion|stückzahl|geprüft)\b|产量|生产/i,
    label: { en: "Defect rate", de: "Ausschussquote", zh: "不良率" },
    isShare: true,
    leads: false,
  },
  {
    above: /\b(passed|passes|bestanden)\b|通过/i,
    below: /\b(candidates|entries|entered|exams taken|sat|teilnehmer|prüflinge)\b|考生|参加/i,
    label: { en: "Pass rate", de: "Bestehensquote", zh: "通过率" },
    isShare: true,
    leads: false,
  },
];

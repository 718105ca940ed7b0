import { expect, test } from "vitest";
import { readAdds } from "../../../../../functions/core/report/draft/names/measure-words.ts";
import { areMarks } from "../../../../../functions/core/report/draft/names/sum-words.ts";

/** Names of what has no sum, whether each row has a time or none. */
const apart = {
  marks:
    "满意度|评分|服务评分|客户满意度|推荐意愿|打分|星级|Zufriedenheit|Gesamtzufriedenheit|Bewertung|Schulnote|Note|Sterne|Weiterempfehlung|Satisfaction|CSAT|NPS|Stars|stars_given|Rating|overallRating|Likelihood to recommend|Marks|Review score",
  "what one piece costs":
    "Unit cost|unit_cost_gbp|unitCost|Cost per unit|Cost price|Purchase price|Stückkosten|Einkaufspreis|Einstandspreis|单位成本|单价|进价",
  "what a meter shows":
    "Zählerstand|Zählerstand (m³)|Zaehlerstand|meter_reading_kwh|Meter reading|Reading (kWh)|Odometer|odometer_km|Kilometerstand|Betriebsstundenzähler|Cumulative cases|cum_cases|Kumulierte Fälle|Running total|累计确诊数|累计|读数|电表读数|表底数|里程表",
  "the time that a thing takes":
    "Total min|total_min|prep_min|cookMin|Prep time|Cooking time|wait_min|Waiting minutes|Wait time (min)|Handling time|Handle time (s)|Response time|Lead time|Cycle time|Turnaround days|Days to close|Delivery days|Minutes waiting|Wartezeit (min)|Wartezeit|Wartezeit in Tagen|Bearbeitungszeit|Kochzeit|Fahrzeit|Lieferzeit|Gesprächsdauer|等待秒数|通话秒数|等待时长|处理时长|响应时间|配送时长|用时",
};

/** Names of what has a sum, of whole numbers. */
const adding = {
  "how many there are of each combination": "Freq|freq|Frequency|cnt|Häufigkeit|absolute Häufigkeit|effectif|频数",
  "what came and was done":
    "streams|Streams|plays|listens|page_views|downloads|Impressions|Admissions|Attendance|Visitors|Footfall|Grants|Grants awarded|Patents|Patent grants|Passengers|ridership|Arrivals|overnight stays|Likes|Comments|Besuche|Besucher|Fahrgäste|Passagiere|Übernachtungen|Eintritte|Aufrufe|Abrufe|Patente|Patentanmeldungen|客流|客流量|人次|客流(万人次)|播放量|下载量|游客|观众|专利授权|点击",
};

/** Names of levels of people, animals, things and places: several of them make no sum. */
const levels = {
  sizes:
    "Diameter|hurricane_force_diameter|tropicalstorm_force_diameter|Radius (km)|Circumference|girth_cm|waist|Thickness|size_cm|Wingspan (cm)|Durchmesser|Durchmesser (mm)|Radius|Umfang (cm)|Dicke|Größe (cm)|Höhe über NN|Stammdurchmesser|Diamètre|diametre_mm|Taille (cm)|Hauteur|Largeur|Épaisseur|Altura|Anchura|Diametro|Altezza|Hoogte|身高|直径|胸径|高度|腰围|宽度",
  "areas of a house":
    "Total_Bsmt_SF|First_Flr_SF|sqft|sqft_living|Square feet|Lot_Area|lot size|Gr_Liv_Area|Garage_Area|Mas_Vnr_Area|Living area",
  "weights of a body": "bodywt|brainwt|body_wt|Bwt|Brain weight|Körpergewicht|Geburtsgewicht|Poids (kg)|Peso|体重|BMI",
  speeds:
    "Speed|top_speed|Geschwindigkeit|Windgeschwindigkeit|Vitesse moyenne|Velocidad|wind_kn|Tempo (km/h)|车速|风速",
  "hours of sleep":
    "sleep_total|sleep_rem|sleep_cycle|Hours of sleep|Sleep (h)|TotalSleep|awake|Schlafdauer|Schlafstunden|睡眠时长",
  ages: "Age|age_years|Alter|Alter (Jahre)|Lebensalter|Âge|Age moyen|Edad|Età|Leeftijd|年龄|平均年龄|患者年龄",
  concentrations:
    "CO2|NO2 (µg/m³)|PM2.5|pm10|Ozone|Konzentration|Nitrat (mg/l)|Concentration|Concentración|Feuchte|Humidity|luftfeuchtigkeit|浓度|湿度|血糖|血压|心率|pH",
  "scores of tests":
    "Test score|math_scr|read_score|API score|Punktzahl je Test|Reading test|IQ|stanine|percentile|成绩",
  "bounds of an interval":
    "LCL95|UCL95|lcl95_male|UCL95.female|ci_lower|CI upper|lower bound|upper_bound|conf.low|conf.high|std_error|untere Grenze|obere Grenze",
};

const dated = {
  "the time that was lost or worked":
    "Delay minutes|late_minutes|Minutes lost|lost_minutes|Downtime minutes|Hours worked|Overtime hours|Billable hours|Minutes watched|Watch time (min)|Verspätungsminuten|Ausfallminuten|Fehlstunden|Überstunden|Arbeitsstunden|Arbeitszeit|停机分钟|延误分钟|加班小时|工时",
};

const cases = (of: Readonly<Record<string, string>>): readonly (readonly [string, readonly string[]])[] =>
  Object.entries(of).map(([what, names]) => [what, names.split("|")]);

test.each(cases(apart))("%s is never added up", (_, names) => {
  const added = names.filter((name) =>
    [true, false].some((whole) =>
      [true, false].some((isDated) => {
        const read = readAdds(name, { whole, large: false, high: 5, isDated });
        return read.adds || !read.surely;
      }),
    ),
  );
  expect(added).toEqual([]);
});

test.each(cases(levels))("%s have no sum, of whole numbers or decimals, dated or not", (_, names) => {
  const added = names.filter((name) =>
    [true, false].some((whole) =>
      [true, false].some((isDated) => {
        const read = readAdds(name, { whole, large: false, high: 900, isDated });
        return read.adds || !read.surely;
      }),
    ),
  );
  expect(added).toEqual([]);
});

test.each(cases(adding))("%s is added up", (_, names) => {
  const lacking = names.filter((name) =>
    [true, false].some((isDated) => !readAdds(name, { whole: true, large: false, high: 5000, isDated }).adds),
  );
  expect(lacking).toEqual([]);
});

test.each(cases(dated))("%s is added up over time", (_, names) => {
  expect(names.filter((name) => !readAdds(name, { whole: true, large: false, isDated: true }).adds)).toEqual([]);
});

const added = (name: string): boolean => readAdds(name, { whole: true, large: false, high: 5000, isDated: true }).adds;

test("means and rates of what adds up have no sum, and counts of marks do", () => {
  const rates =
    "Average delay minutes|Delay minutes per flight|Views per visitor|Download rate|平均播放量|人均播放量|点击率";
  expect(rates.split("|").filter(added)).toEqual([]);
  const counts = "Number of ratings|评分人数|Anzahl Bewertungen";
  expect(counts.split("|").filter((name) => !added(name))).toEqual([]);
  expect(readAdds("sales_ytd", { whole: true, large: false, isDated: true }).adds).toBe(false);
  expect(readAdds("sales_ytd", { whole: true, large: false, isDated: false }).adds).toBe(true);
});

const lie = { whole: true, values: 60, distinct: 5, low: 1, high: 5, middle: 4 };

test.each([
  ["marks from 1 to 5", lie, true],
  ["marks from 0 to 10", { ...lie, low: 0, high: 10, distinct: 11, middle: 8 }, true],
  ["marks from 1 to 7, of which one step is unused", { ...lie, high: 7, distinct: 6, middle: 5 }, true],
  ["few children", { ...lie, low: 0, high: 10, distinct: 9, middle: 1 }, false],
  ["persons in a car", { ...lie, middle: 1 }, false],
  ["halves", { ...lie, whole: false }, false],
  ["too few to tell", { ...lie, values: 9 }, false],
])("%s: %s", (_, look, is) => expect(areMarks(look)).toBe(is));

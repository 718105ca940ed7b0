/** What a reader of a table says about it, written down before the rules were. */
export interface Label {
  /** `vega/…` are files of the package vega-datasets; others lie in the folder that `DRAFT_TABLES` names. */
  readonly file: string;
  /** Stories that suit it; `refused` if no report can be drafted honestly. */
  readonly story: readonly ("series" | "panel" | "flow" | "cross" | "groups" | "survey" | "refused")[];
  readonly time?: string;
  readonly grain?: readonly ("day" | "week" | "month" | "quarter" | "year")[];
  /** Columns that a report may compare first. */
  readonly by?: readonly string[];
  /** Columns that a report may be about, if nobody says. */
  readonly about?: readonly string[];
  /** Columns whose values may, and may not, be added up over members. */
  readonly adds?: readonly string[];
  readonly apart?: readonly string[];
}

const label = (
  file: string,
  story: string,
  about: string,
  rest: Omit<Label, "file" | "story" | "about"> = {},
): Label => ({
  file,
  story: story.split("|") as unknown as Label["story"],
  ...(about !== "" && { about: about.split("|") }),
  ...rest,
});

export const labelledTables: readonly Label[] = [
  // Tables that a first prototype was tried on.
  label("tables/01-weather.csv", "series", "precipitation|temp_max|temp_min|wind", {
    time: "date",
    grain: ["month"],
    adds: ["precipitation"],
    apart: ["temp_max", "temp_min", "wind"],
  }),
  label("tables/02-employment.csv", "series", "nonfarm", { time: "month", grain: ["month"] }),
  label("tables/03-electricity.csv", "panel", "net_generation", {
    time: "year",
    grain: ["year"],
    by: ["source"],
    adds: ["net_generation"],
  }),
  label("tables/04-gapminder.json", "panel", "pop|life_expect|fertility", {
    time: "year",
    grain: ["year"],
    by: ["country"],
    adds: ["pop"],
    apart: ["life_expect", "fertility"],
  }),
  label("tables/05-stocks.csv", "panel", "price", { time: "date", grain: ["month"], by: ["symbol"], apart: ["price"] }),
  label("tables/06-disasters.csv", "panel", "Deaths", {
    time: "Year",
    grain: ["year"],
    by: ["Entity"],
    adds: ["Deaths"],
  }),
  label("tables/07-co2.csv", "refused|series", ""),
  label("tables/07b-co2.csv", "series", "CO2|adjusted CO2", {
    time: "Date",
    grain: ["month"],
    apart: ["CO2", "adjusted CO2"],
  }),
  label("tables/08-movies.json", "flow|groups", "US Gross|Worldwide Gross|Production Budget|IMDB Rating", {
    apart: ["IMDB Rating", "Rotten Tomatoes Rating", "Running Time min"],
  }),
  label("tables/09-birdstrikes.csv", "flow", "*|Cost Total $", {
    time: "Flight Date",
    grain: ["month", "quarter", "year"],
    adds: ["Cost Total $", "Cost Repair"],
    apart: ["Speed IAS in knots"],
  }),
  label("tables/10-penguins.json", "groups", "Body Mass (g)|Flipper Length (mm)|Beak Length (mm)|Beak Depth (mm)", {
    by: ["Species", "Island"],
    apart: ["Flipper Length (mm)", "Beak Length (mm)", "Beak Depth (mm)", "Body Mass (g)"],
  }),
  label("tables/11-states.csv", "cross", "population|hurricanes", {
    by: ["state"],
    adds: ["population", "hurricanes"],
    apart: ["engineers"],
  }),
  label("tables/12-rd.csv", "panel", "rd_pct_gdp", {
    time: "year",
    grain: ["year"],
    by: ["country"],
    apart: ["rd_pct_gdp"],
  }),
  label(
    "tables/13-airlines.csv",
    "cross",
    "avail_seat_km_per_week|incidents_85_99|fatalities_85_99|incidents_00_14|fatalities_00_14|fatal_accidents_85_99|fatal_accidents_00_14",
    { by: ["airline"], adds: ["incidents_85_99", "fatalities_00_14"] },
  ),
  label("tables/14-majors.csv", "cross", "Total|Employed|Median", {
    by: ["Major"],
    adds: ["Total", "Men", "Women", "Employed", "Unemployed"],
    apart: ["ShareWomen", "Unemployment_rate", "Median", "P25th", "P75th"],
  }),
  label("tables/15-survey.csv", "survey", ""),
  label("tables/16-trust.csv", "cross", "net_approval|Approve|Disapprove", {
    by: ["country"],
    apart: ["net_approval"],
  }),
  label("tables/17-emissions.csv", "panel", "Value", { time: "Time", grain: ["year"], by: ["Country"] }),
  label("tables/18-worldbank-wide.csv", "panel", "value", {
    time: "year",
    grain: ["year"],
    by: ["Country Name"],
    apart: ["value"],
  }),
  label("tables/19-obesity.csv", "series", "all|obese|morbidly", { time: "year", grain: ["year"] }),
  label("tables/20-supermarket.csv", "flow", "Total|Gross income|Quantity", {
    time: "Date",
    grain: ["month", "week"],
    by: ["Branch", "City", "Product line"],
    adds: ["Total", "Quantity", "Cost of goods sold", "Gross income"],
    apart: ["Unit price", "Gross margin percentage", "Customer stratification rating"],
  }),
  label("tables/21-healthexp.csv", "panel", "Spending_USD|Life_Expectancy", {
    time: "Year",
    grain: ["year"],
    by: ["Country"],
    apart: ["Life_Expectancy"],
  }),
  label("tables/22-figures.csv", "panel|flow", "Revenue (thousand €)", {
    time: "month",
    grain: ["month"],
    by: ["product", "region"],
    adds: ["Revenue (thousand €)", "Units sold", "Returns"],
  }),
  label("tables/23-drugs.csv", "cross", "n|alcohol_use|marijuana_use|alcohol_frequency", {
    by: ["age"],
    apart: ["alcohol_frequency"],
  }),
  label("tables/24-gdp.csv", "panel", "Value", { time: "Year", grain: ["year"], by: ["Country Name"] }),
  label("tables/26-flights.csv", "series", "passengers", { time: "year", grain: ["month"], adds: ["passengers"] }),
  label("tables/27-icu.csv", "cross", "icu_beds|hospitals|total_at_risk|total_percent_at_risk", {
    by: ["MMSA"],
    adds: ["icu_beds", "hospitals", "total_at_risk"],
    apart: ["total_percent_at_risk", "high_risk_per_ICU_bed", "high_risk_per_hospital"],
  }),
  label("tables/28-drinks.csv", "cross", "beer_servings|spirit_servings|wine_servings|total_litres_of_pure_alcohol", {
    by: ["country"],
  }),
  label("tables/30-retail.csv", "cross|panel", "Q1|Q2|Q3|Q4|value", { by: ["Retailer Type"], apart: ["Q1", "value"] }),
  label("tables/31-masc.csv", "refused", ""),
  label("tables/32-nfl.csv", "refused|cross", ""),
  label("tables/33-sales.csv", "cross|groups", "sales|calls", {
    by: ["region", "county", "salesperson"],
    adds: ["sales", "calls"],
  }),
  label("tables/34-budgets.json", "panel|refused|series", "value"),
  label("tables/35-sp500.csv", "series", "close|adjclose|open", {
    time: "date",
    grain: ["month", "quarter"],
    adds: ["volume"],
    apart: ["open", "high", "low", "close", "adjclose"],
  }),
  label("tables/36-bundeslaender.csv", "cross", "Einwohner", {
    by: ["Bundesland"],
    adds: ["Einwohner", "Fläche (km²)"],
    apart: ["Arbeitslosenquote 2022 (%)", "BIP je Einwohner (€)", "Ausländeranteil"],
  }),
  label("tables/37-ledger.csv", "flow", "net", { time: "Date", grain: ["month"], by: ["Account"] }),
  // Tables as offices publish them.
  label("as-found/001-fig1b_youthunemployment.csv", "series", "ur_1624|m_ur_1624", {
    time: "weekx",
    grain: ["week", "month"],
    apart: ["ur_1624"],
  }),
  label("as-found/010-fig1_government_procurement_spending_unstacked_measure.csv", "panel", "GDP_share|perc_total", {
    time: "Year",
    grain: ["year"],
    by: ["Country"],
    apart: ["GDP_share", "perc_total"],
  }),
  label("as-found/011-fig2_ammount_by_country_and_function.csv", "cross|groups", "Ammount", {
    by: ["Country", "Function"],
  }),
  label("as-found/013-fig4_sales_disruption.csv", "cross", "Sales|Disruption", { by: ["Industry"] }),
  label("as-found/015-fig1_WFH.csv", "cross", "percent", { by: ["response"], apart: ["percent"] }),
  label("as-found/020-fig3_deprivation_trend.csv", "panel", "most|least", {
    time: "year",
    grain: ["year"],
    by: ["category"],
  }),
  label("as-found/024-fig2_sectors.csv", "panel", "value", { time: "year", grain: ["year"], by: ["employees"] }),
  label("as-found/025-fig1_employees.csv", "panel", "value", { time: "date", grain: ["year"], by: ["students"] }),
  label("as-found/031-fig1_gdp.csv", "panel", "value", { time: "date", grain: ["quarter"], by: ["region"] }),
  label("as-found/033-fig5_claimant.csv", "series", "Claimant_Count", {
    time: "Month",
    grain: ["month"],
    apart: ["Percent (%)"],
  }),
  label("as-found/035-fig1_ehealth.csv", "series", "Number of deals|Amount raised (£ million)", {
    time: "Year",
    grain: ["year"],
    adds: ["Number of deals", "Amount raised (£ million)"],
  }),
  label("as-found/050-coviddata.csv", "refused|cross", "", {}),
  label("as-found/051-enrollmentdata.csv", "panel", "value", { time: "year", grain: ["year"], by: ["Country Name"] }),
  label("as-found/052-years_of_schooling.csv", "refused|panel|cross", ""),
  label("as-found/057-fig2_commodities.csv", "series", "Natural Gas (right axis)|Brent Oil", {
    time: "date",
    grain: ["day", "week", "month"],
  }),
  label("as-found/059-fig2.csv", "panel", "Internet_Usage", {
    time: "Year",
    grain: ["year"],
    by: ["Region"],
    apart: ["Internet_Usage"],
  }),
  label("as-found/061-fig2_exports.csv", "panel", "value", { time: "date", grain: ["year"], by: ["type"] }),
  label("as-found/062-fig4_imports.csv", "cross", "share", { by: ["country"], apart: ["share"] }),
  label("as-found/063-fig2.csv", "panel", "value", { time: "date", grain: ["month"], by: ["type"] }),
  label("as-found/064-fig1_annual.csv", "panel", "value", { time: "date", grain: ["year"], by: ["index"] }),
  label("as-found/067-fig1_ngram.csv", "series", "DG|PG|LtoG|EG", { time: "Year", grain: ["year"] }),
  label("as-found/068-fig1_minerals.csv", "cross|groups", "value", { by: ["metal", "industry"] }),
  label("as-found/069-fig1_furloughed.csv", "series", "furloughed", { time: "date", grain: ["month", "week", "day"] }),
  label("as-found/071-fig3_africa.csv", "series", "Value", { time: "Year", grain: ["year"] }),
  label("as-found/072-fig1_inequality.csv", "cross", "inequality|elasticity", { by: ["country"] }),
  label("as-found/075-fig1_waiitng_times.csv", "panel", "value", {
    time: "Quarter Ending",
    grain: ["quarter"],
    by: ["duration"],
  }),
  label("as-found/s36-Figure_1__CPIH_falls_to_lowest_level_since_November_2021.csv", "refused|series", ""),
  label("as-found/s41-fig1_cases.csv", "panel", "weekly_count|cumulative_count|rate_14_day|population", {
    time: "date",
    grain: ["week"],
    by: ["country"],
    adds: ["weekly_count"],
    apart: ["rate_14_day"],
  }),
  label("as-found/s43-dataFREDbtcCoinbase.csv", "refused|series", "CBBTCUSD", {}),
  label("as-found/s46-fig1-4_emissions.csv", "series|panel", "", { time: "year", grain: ["year"] }),
  // Those of vega-datasets.
  label("vega/barley.json", "panel", "yield", {
    time: "year",
    grain: ["year"],
    by: ["site", "variety"],
    apart: ["yield"],
  }),
  label("vega/cars.json", "groups|flow", "Miles_per_Gallon|Horsepower|Weight_in_lbs|Acceleration", {
    by: ["Origin"],
    apart: ["Miles_per_Gallon", "Horsepower", "Weight_in_lbs", "Acceleration"],
  }),
  label("vega/crimea.json", "series", "wounds|other|disease", {
    time: "date",
    grain: ["month"],
    adds: ["wounds", "other", "disease"],
  }),
  label("vega/jobs.json", "panel", "count", {
    time: "year",
    grain: ["year"],
    by: ["job", "sex"],
    adds: ["count"],
    apart: ["perc"],
  }),
  label("vega/unemployment-across-industries.json", "panel", "count|rate", {
    time: "date",
    grain: ["month"],
    by: ["series"],
    adds: ["count"],
    apart: ["rate"],
  }),
  label("vega/population.json", "panel", "people", {
    time: "year",
    grain: ["year"],
    by: ["age", "sex"],
    adds: ["people"],
  }),
  label("vega/gapminder-health-income.csv", "cross", "income|health|population", {
    by: ["country"],
    adds: ["population"],
    apart: ["health"],
  }),
  label("vega/weather.csv", "panel", "precipitation|temp_max|temp_min|wind", {
    time: "date",
    grain: ["month"],
    by: ["location"],
    apart: ["temp_max", "temp_min"],
  }),
  label("vega/driving.json", "series", "miles|gas", { time: "year", grain: ["year"] }),
  label("vega/burtin.json", "cross", "Penicillin|Streptomycin|Neomycin", { by: ["Bacteria"] }),
  label("vega/us-state-capitals.json", "refused", ""),
  label("vega/income.json", "cross|groups|panel", "total|pct", { apart: ["pct"] }),
  label("vega/la-riots.csv", "flow|groups", "*|age", { apart: ["age"] }),
  label("vega/ohlc.json", "series", "close|open|high|low|ret", {
    time: "date",
    grain: ["day"],
    apart: ["open", "close"],
  }),
];

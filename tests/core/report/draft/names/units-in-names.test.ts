import { describe, expect, test } from "vitest";
import { readLabel } from "../../../../../functions/core/report/draft/names/read-label.ts";
import { titleOfName, titleWords } from "../../../../../functions/core/report/draft/names/titles/title-words.ts";
import { rolesOfText } from "../roles-of-text.ts";

/** Columns as stations, statistical offices and exports name them. */
const names: readonly (readonly [name: string, label: string, unit: string])[] = [
  ["tmean_c", "Mean temperature", "°C"],
  ["tmax_c", "Maximum temperature", "°C"],
  ["tmin_c", "Minimum temperature", "°C"],
  ["tavg_f", "Average temperature", "°F"],
  ["temp_c", "Temperature", "°C"],
  ["air_temp_c", "Air temp", "°C"],
  ["water_temp_degc", "Water temp", "°C"],
  ["sst_celsius", "Sst", "°C"],
  ["dew_point_c", "Dew point", "°C"],
  ["grade_c", "Grade c", ""],
  ["vitamin_c", "Vitamin c", ""],
  ["sunshine_h", "Sunshine", "h"],
  ["runtime_h", "Runtime", "h"],
  ["Sonnenschein_h", "Sonnenschein", "h"],
  ["school_h", "School h", ""],
  ["rain_mm", "Rain", "mm"],
  ["precip_mm", "Precipitation", "mm"],
  ["rain_mm_total", "Rain total", "mm"],
  ["snow_depth_cm", "Snow depth", "cm"],
  ["pressure_hpa", "Pressure", "hPa"],
  ["wind_speed_m_s", "Wind speed", "m/s"],
  ["wind_mph", "Wind", "mph"],
  ["humidity_pct", "Humidity pct", ""],
  ["generation_twh", "Generation", "TWh"],
  ["demand_gwh", "Demand", "GWh"],
  ["battery_wh", "Battery", "Wh"],
  ["co2_kt", "CO2", "kt"],
  ["harvest_t", "Harvest", "t"],
  ["catch_t", "Catch", "t"],
  ["team_t", "Team t", ""],
  ["floor_area_m2", "Floor area", "m²"],
  ["living_area_sqm", "Living area", "m²"],
  ["lot_sqft", "Lot", "ft²"],
  ["field_acres", "Field", "acres"],
  ["ozone_ppb", "Ozone", "ppb"],
  ["heart_rate_bpm", "Heart rate", "bpm"],
  ["clock_ghz", "Clock", "GHz"],
  ["length_of_stay_days", "Length of stay", "days"],
  ["frost_days", "Frost days", ""],
  ["sick_days", "Sick days", ""],
  ["health_spend_pct_gdp", "Health spending as a share of GDP", "%"],
  ["rd_exp_pct_of_gdp", "Rd expenditure as a share of GDP", "%"],
  ["debt_percent_gdp", "Debt as a share of GDP", "%"],
  ["urban_pct_population", "Urban as a share of population", "%"],
  ["unemployment_rate_sa", "Unemployment rate, seasonally adjusted", ""],
  ["retail_sales_index_nsa", "Retail sales index, not seasonally adjusted", ""],
  ["cpi_yoy", "CPI, year on year", ""],
  ["Sales SA", "Sales SA", ""],
  ["population_millions", "Population", "million"],
  ["cases_per_million", "Cases per million", ""],
  ["vitd_nmol_l", "Vitd", "nmol/l"],
  ["insulin_miu_l", "Insulin", "mIU/l"],
  ["hba1c_mmol_mol", "Hba1c", "mmol/mol"],
  ["glucose_mg_dl", "Glucose", "mg/dl"],
  ["ferritin_ug_per_l", "Ferritin", "µg/l"],
  ["bmi_kg_m2", "BMI", "kg/m²"],
  ["sbp_mmhg", "SBP", "mmHg"],
  ["Variance £ (budget - forecast)", "Variance £ (budget - forecast)", ""],
  ["Saldo (Einnahmen − Ausgaben)", "Saldo (Einnahmen − Ausgaben)", ""],
  ["Speed (km/h)", "Speed", "km/h"],
  ["Index (2015=100)", "Index", "2015=100"],
  ["price_per_kg", "Price per kg", ""],
  ["Kosten_pro_qm", "Kosten pro qm", ""],
  ["Number of acres", "Number of acres", ""],
  ["share_pct_total", "Share pct total", ""],
  ["gdp_per_capita_usd", "GDP per capita", "USD"],
  ["yield_t_ha", "Yield", "t/ha"],
  ["delay_days", "Delay", "days"],
  ["exports_usd_bn", "Exports", "billion USD"],
  ["turnover_eur_mn", "Turnover", "million EUR"],
];

test.each(names)("%s is called %s, in “%s”", (name, label, unit) => {
  expect(readLabel(name)).toEqual({ label, unit });
});

test.each([
  ["electricity_generation_by_source_twh_1995_2023_wide", "Electricity generation by source TWh 1995 2023"],
  ["sales_2024_final", "Sales 2024"],
  ["sales_2024_v2", "Sales 2024"],
  ["customer_orders_clean", "Customer orders"],
  ["survey_results_raw_v1.3", "Survey results"],
  ["hospital-beds-long", "Hospital beds"],
  ["hospital beds tidy", "Hospital beds"],
  ["Umsatz_2024_bereinigt", "Umsatz 2024"],
  ["world-cup-final-2018", "World cup final 2018"],
  ["final-inspection-2025", "Final inspection 2025"],
  ["long-jump-results", "Long jump results"],
  ["clean-air-zones", "Clean air zones"],
])("a table called %s makes a report called %s", (name, title) => {
  expect(titleOfName(name)).toBe(title);
});

test("what says how a table is written says nothing of what it measures", () => {
  expect(titleWords("electricity_generation_twh_1995_2023_wide")).toBe("electricity generation twh");
});

/** A row of a table with periods across. */
const line = (name: string, count: number, at: number): string =>
  `${name},${Array.from({ length: count }, (_, n) => 4000 + ((n * 371 + at * 137) % 900)).join(",")}`;

describe(
  "values across are called after the table, without what its columns divide them by",
  { timeout: 60_000 },
  () => {
    const months = "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec";
    const years = Array.from({ length: 20 }, (_, at) => 2000 + at).join(",");
    const people = Array.from({ length: 30 }, (_, at) => `Ann ${String.fromCodePoint(65 + (at % 26))}${at}`);
    test.each([
      ["author", months, 12, people, "newsroom-pageviews-by-author-2025", "Pageviews", ""],
      [
        "source",
        years,
        20,
        ["Coal", "Gas", "Wind", "Hydro"],
        "electricity_generation_by_source_twh_2000_2019_wide",
        "Electricity generation",
        "TWh",
      ],
      ["Filiale", years, 20, ["Nord", "Süd", "West", "Ost"], "Umsatz_nach_Filiale_EUR_2000_2019", "Umsatz", "EUR"],
      [
        "country",
        years,
        20,
        ["France", "Spain", "Italy"],
        "milk_production_kt_by_country_long",
        "Milk production",
        "kt",
      ],
      ["method", years, 20, ["Rod", "Net", "Trap"], "deaths-by-drowning-2000-2019", "Deaths by drowning", ""],
    ])("%s: %s", async (column, across, count, members, title, label, unit) => {
      const roles = await rolesOfText(
        `${column},${across}`,
        members.map((name, at) => line(name, count, at)),
        title,
      );
      expect(roles.measures[0]).toMatchObject({ label, unit });
    });
  },
);

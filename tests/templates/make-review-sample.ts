/**
 * Makes the sample of monthly-business-review: 42 months of an invented maker of household goods. Each value is
 * computed from its month, region and product and from a fixed series of pseudo-random numbers, so that a test can make
 * the file again and compare it.
 */
const regions = [
  { name: "Nordics", size: 0.8, growth: 0.06 },
  { name: "Central Europe", size: 1.7, growth: -0.005 },
  { name: "France and Benelux", size: 1.2, growth: 0.04 },
  { name: "Iberia", size: 0.6, growth: 0.11 },
] as const;

/** A price in euros, and the month with the highest sales. */
const products = [
  { name: "Cookware", size: 420, growth: 0.03, price: 64, peak: 11, swing: 0.28 },
  { name: "Tableware", size: 640, growth: -0.07, price: 31, peak: 12, swing: 0.34 },
  { name: "Lighting", size: 260, growth: 0.09, price: 118, peak: 10, swing: 0.2 },
  { name: "Textiles", size: 690, growth: 0.01, price: 22, peak: 5, swing: 0.14 },
] as const;

const firstYear = 2022;
const months = 42;

/** @returns the file's text */
export function makeReviewSample(): string {
  const lines = ["month,region,product,Revenue (thousand €),Units sold,Returns,source"];
  let state = 20_250_630;
  /** Returns a number from 0 to 1 (Park and Miller's minimal standard generator). */
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let index = 0; index < months; index++) {
    const [year, month] = [firstYear + Math.floor(index / 12), (index % 12) + 1];
    for (const region of regions) {
      for (const product of products) {
        const season = 1 + product.swing * Math.cos(((month - product.peak) * Math.PI) / 6);
        const trend = 1 + (region.growth + product.growth) * (index / 12);
        // A warehouse in Central Europe was closed for works in March and April 2025.
        const works = region.name === "Central Europe" && year === 2025 && (month === 3 || month === 4) ? 0.82 : 1;
        const units = Math.round(product.size * region.size * season * trend * works * (0.95 + 0.1 * random()));
        const price = product.price * (1 + 0.02 * (index / 12));
        const returns = Math.round(
          units * (0.028 + 0.012 * random()) * (product.name === "Lighting" && year === 2025 ? 1.5 : 1),
        );
        // Lighting entered the Iberian market in March 2023.
        if (region.name === "Iberia" && product.name === "Lighting" && index < 14) continue;
        lines.push(
          `${year}-${String(month).padStart(2, "0")}-01,${region.name},${product.name},${((units * price) / 1000).toFixed(1)},${units},${returns},Invented sample data`,
        );
      }
    }
  }
  return `${lines.join("\n")}\n`;
}

import { mkdir } from "node:fs/promises";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import type { ObjectStore } from "../../functions/core/ports.ts";
import { storeTemplate } from "../../functions/core/report/template/store/store-template.ts";

/** Customers, each of whom gets a letter, and their orders. */
export const customers = 10_000;
export const orders = 120_000;

const cities = [
  "Zürich",
  "Genève",
  "Basel",
  "Lausanne",
  "Bern",
  "Winterthur",
  "Luzern",
  "St. Gallen",
  "Lugano",
  "Biel",
];
const goods = ["Coffee", "Tea", "Cocoa", "Spices", "Honey", "Oil", "Rice", "Pasta", "Sugar", "Salt"];

/** The files of the template: a heading, key figures, a chart and a table on one page. */
export const letterFiles: Readonly<Record<string, string>> = {
  "template.yaml": `title: Statement of account
date: "2026-01-31"
parameters:
  type: object
  required: [customer]
  properties: { customer: { type: integer, minimum: 1, maximum: ${customers} } }
datasets:
  customers: { columns: { id: integer, name: text, city: text, since: date } }
  orders: { columns: { id: integer, customer: integer, day: date, product: text, quantity: integer, amount: number } }
`,
  "report.md": `# Statement for {{ customer.first.name }}

Dear customer in {{ customer.first.city }}, thank you for being with us since {{ customer.first.since | date: "%Y" }}. Last year you ordered {{ totals.first.orders }} times, for {{ totals.first.amount | number: 2 }} francs in all.

::key-figures{data="figures"}

::chart{spec="months" data="months" title="Your orders by month" deck="Amount in francs" source="Our books" alt="Bars by month, {{ totals.first.amount | number: 0 }} francs in all."}

::table{data="latest" columns="day: Date, product: Product, quantity: Quantity | number: 0, amount: Amount | number: 2" title="Your latest orders"}
`,
  "queries/customer.sql": "SELECT name, city, since FROM customers WHERE id = $customer",
  "queries/totals.sql":
    "SELECT count(*) AS orders, sum(amount) AS amount, sum(quantity) AS pieces, max(amount) AS largest FROM orders WHERE customer = $customer",
  "queries/figures.sql":
    "SELECT 'Orders' AS label, orders::DOUBLE AS value FROM totals UNION ALL SELECT 'Pieces', pieces::DOUBLE FROM totals UNION ALL SELECT 'Francs', amount::DOUBLE FROM totals UNION ALL SELECT 'Largest order', largest::DOUBLE FROM totals",
  "queries/months.sql":
    "SELECT month(day) AS month, sum(amount) AS amount FROM orders WHERE customer = $customer GROUP BY ALL ORDER BY month",
  "queries/latest.sql":
    "SELECT day, product, quantity, amount FROM orders WHERE customer = $customer ORDER BY day DESC, id LIMIT 12",
  "charts/months.vl.json": JSON.stringify({
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "months" },
    height: 140,
    mark: "bar",
    encoding: {
      x: { field: "month", type: "ordinal", title: null, axis: { labelAngle: 0 } },
      y: { field: "amount", type: "quantitative", title: null },
    },
  }),
};

/** Rows that look drawn by lot, the same every time. */
function* drawn(): Generator<number> {
  let state = 20_260_131;
  for (;;) yield (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
}

function customersCsv(): string {
  return `id,name,city,since\n${Array.from({ length: customers }, (_, index) => `${index + 1},Customer ${index + 1} & Sons,${cities[index % cities.length]},${2000 + (index % 25)}-0${(index % 9) + 1}-15`).join("\n")}\n`;
}

function ordersCsv(): string {
  const lot = drawn();
  const next = (below: number): number => Math.floor((lot.next().value! / 2_147_483_648) * below);
  const lines = Array.from({ length: orders }, (_, index) => {
    const quantity = 1 + next(40);
    return `${index + 1},${(index % customers) + 1},2025-${String(1 + next(12)).padStart(2, "0")}-${String(1 + next(28)).padStart(2, "0")},${goods[next(goods.length)]},${quantity},${((quantity * (100 + next(9_900))) / 100).toFixed(2)}`;
  });
  return `id,customer,day,product,quantity,amount\n${lines.join("\n")}\n`;
}

/** The request for a letter. Rows are far apart, as they are for two workers on two pages of a batch. */
export function letterRequest(iteration: number): {
  readonly template: string;
  readonly datasets: Readonly<Record<string, string>>;
  readonly parameters: { readonly customer: number };
} {
  return {
    template: "letter",
    datasets: { customers: "customers", orders: "orders" },
    parameters: { customer: ((iteration * 7_919) % customers) + 1 },
  };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Stores the template and the data in a folder. */
export async function storeLetters(folder: string): Promise<ObjectStore> {
  await mkdir(folder, { recursive: true });
  const store = await FileObjectStore.open(folder);
  const scratch = await openScratchFolder();
  try {
    await storeDataset(store, "customers", { body: encode(customersCsv()), format: "csv" }, scratch);
    await storeDataset(store, "orders", { body: encode(ordersCsv()), format: "csv" }, scratch);
  } finally {
    await scratch.dispose();
  }
  await storeTemplate(
    store,
    "letter",
    new Map(Object.entries(letterFiles).map(([path, text]) => [path, encode(text)])),
  );
  return store;
}

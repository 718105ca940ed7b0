/** Draws whole numbers below a bound, always the same ones for a seed. */
export type Draw = (below: number) => number;

export function drawer(seed: number): Draw {
  let state = (seed * 2_654_435_761) >>> 0;
  return (below) => {
    // xorshift32: small, and good enough for choices.
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

function pick<T>(draw: Draw, from: readonly T[]): T {
  return from[draw(from.length)]!;
}

/** Orders of 60 customers, with ties, gaps, decimals, doubles, and zeros of both signs. */
export function ordersOf(draw: Draw): readonly string[] {
  return Array.from({ length: 400 }, (_, index) => {
    const customer = 1 + draw(60);
    const zero = pick(draw, ["0e0", "-0e0", "1e-300"]);
    const weight = pick(draw, ["1e16", "-1e16", "1.5", "0.1", "3e-5"]);
    return JSON.stringify({
      id: index + 1,
      customer,
      region: ["North", "South", "East"][customer % 3],
      day: `2025-0${1 + draw(3)}-1${draw(4)}`,
      product: draw(8) === 0 ? null : pick(draw, ["Tea", "Coffee", "Rice", "Salt"]),
      code: String(customer).padStart(3, "0"),
      quantity: draw(9) === 0 ? null : draw(6),
      cents: draw(20_000),
    })
      .replace(/"cents":(\d+)/, (_match, cents: string) => `"amount":${(Number(cents) / 100).toFixed(2)}`)
      .replace(/\}$/, `,"weight":${weight},"zero":${zero}}`);
  });
}

/** The customers, some of whom have no orders. */
export function customersOf(draw: Draw): readonly string[] {
  return Array.from({ length: 70 }, (_, index) =>
    JSON.stringify({
      id: index + 1,
      name: `Customer ${String.fromCharCode(65 + draw(26))}`,
      region: ["North", "South", "East"][(index + 1) % 3],
      since: `20${10 + draw(10)}-05-01`,
    }),
  );
}

/** The letters of a page: all customers, more letters than customers with orders, one twice. */
export const letters: readonly Readonly<Record<string, unknown>>[] = Array.from({ length: 100 }, (_, index) => {
  const customer = 1 + ((index * 37) % 75);
  return {
    customer,
    region: ["North", "South", "East"][customer % 3],
    code: String(customer),
    digits: customer % 3,
    unit: ["month", "year"][customer % 2],
    day: `2025-0${1 + (customer % 3)}-1${customer % 4}`,
    least: 2,
    C: customer,
    c: 1 + (customer % 4),
    language: "en",
    report_date: "2025-06-30",
  };
});

const columns = ["id", "day", "product", "quantity", "amount", "zero", "code"];
const exact = [
  "quantity",
  "amount",
  "amount * 2",
  "CAST(weight AS DECIMAL(18, 2))",
  "abs(quantity)",
  "round(amount, 1)",
];
const floating = ["weight", "amount / 3", "CAST(amount AS DOUBLE) * 1e14"];

function aggregateOf(draw: Draw): string {
  const argument = draw(5) === 0 ? pick(draw, floating) : pick(draw, exact);
  return pick(draw, [
    "count(*)",
    "count(DISTINCT product)",
    `sum(${argument})`,
    `avg(${argument})`,
    `min(${pick(draw, ["day", "amount", "product"])})`,
    `max(${pick(draw, ["day", "amount", "product"])})`,
    `sum(${pick(draw, exact)}) FILTER (WHERE product = 'Tea')`,
    `sum(CASE WHEN quantity > $least THEN ${argument} END)`,
    `bool_or(quantity > 4)`,
    ...(draw(4) === 0
      ? [
          "first(product)",
          "string_agg(product, ',')",
          "min(zero)",
          "max(weight)",
          "arg_max(product, quantity)",
          "list(id)[1]",
        ]
      : []),
  ]);
}

function conditionOf(draw: Draw, table = ""): string {
  const mine = pick(draw, [
    ...Array.from({ length: 12 }, () => `${table}customer = $customer`),
    `$customer = ${table}customer`,
    `${table}region = $region`,
    `${table}region = $region`,
    `${table}code = $code`,
    `${table}customer = $code`,
    `${table}day = $day`,
    `${table}customer >= $customer`,
    `${table}customer IN ($customer, 3)`,
    `(${table}customer = $customer OR ${table}quantity = 1)`,
  ]);
  const other = pick(draw, [
    "",
    "",
    ` AND ${table}quantity > $least`,
    ` AND ${table}product IN ('Tea', 'Rice')`,
    ` AND ${table}day >= '2025-02-01'`,
    ` AND ${table}amount <= (SELECT avg(amount) FROM orders)`,
    ` AND ${table}amount >= (SELECT max(o.amount) / 2 FROM orders o WHERE o.customer = $customer)`,
    ` AND ${table}amount >= (SELECT o.amount FROM orders o WHERE o.customer = $customer AND o.quantity = 5)`,
    ` AND ${table}customer IN (SELECT id FROM customers c WHERE c.region = $region)`,
  ]);
  return `${mine}${other}`;
}

/** ORDER BY and LIMIT over what a query returns and reads. */
function sortingOf(draw: Draw, keys: readonly string[]): string {
  const count = draw(4);
  const terms = Array.from(
    { length: count },
    () => `${pick(draw, keys)}${pick(draw, ["", " DESC", " NULLS LAST", " DESC NULLS FIRST"])}`,
  );
  const order = terms.length === 0 ? "" : ` ORDER BY ${terms.join(", ")}`;
  return `${order}${draw(3) === 0 ? ` LIMIT ${1 + draw(5)}` : ""}`;
}

function rowsQuery(draw: Draw): string {
  const list = [...new Set(Array.from({ length: 1 + draw(4) }, () => pick(draw, columns)))];
  const renamed =
    draw(4) === 0
      ? [
          ...list,
          pick(draw, [
            "-quantity AS quantity",
            "zero::VARCHAR AS zero_text",
            "upper(product) AS goods",
            "round(amount, $digits) AS cut",
            "date_trunc($unit, day) AS begun",
          ]),
        ]
      : list;
  const own = new Set(renamed.map((item) => item.split(" ").at(-1)!));
  const selected = [...new Map(renamed.map((item) => [item.split(" ").at(-1)!, item])).values()].join(", ");
  const distinct = draw(6) === 0 ? pick(draw, ["DISTINCT ", "DISTINCT ON (product) "]) : "";
  const keys = [...own, "id", "id", "day", "-quantity", "abs(quantity)", "length(product)", "1"];
  const qualify = draw(12) === 0 ? " QUALIFY row_number() OVER (ORDER BY day) < 4" : "";
  const list2 = draw(10) === 0 ? `${selected}, row_number() OVER () AS place` : draw(10) === 0 ? "*" : selected;
  return `SELECT ${distinct}${list2} FROM orders WHERE ${conditionOf(draw)}${qualify}${sortingOf(draw, keys)}`;
}

function groupedQuery(draw: Draw): string {
  const key = pick(draw, ["product", "day", "month(day)", "quantity", "zero", "quantity % 2", "weight"]);
  const list = `${key} AS k${draw(4) === 0 && key === "zero" ? ", zero::VARCHAR AS shown" : ""}, ${aggregateOf(draw)} AS v, ${aggregateOf(draw)} AS w`;
  const group = pick(draw, ["GROUP BY ALL", "GROUP BY 1", `GROUP BY ${key}`, "GROUP BY k"]);
  const having = draw(5) === 0 ? " HAVING count(*) > 1" : "";
  return `SELECT ${list} FROM orders WHERE ${conditionOf(draw)} ${group}${having}${sortingOf(draw, ["k", "k", "v", "w", "1", "2", "count(*)", key])}`;
}

function joinedQuery(draw: Draw): string {
  const join = pick(draw, ["JOIN", "LEFT JOIN"]);
  if (draw(2) === 0)
    return `SELECT c.name, ${aggregateOf(draw)} AS v FROM customers c ${join} orders o ON o.customer = c.id WHERE c.id = $customer GROUP BY ALL${sortingOf(draw, ["1", "v", "name"])}`.replaceAll(
      /\b(quantity|amount|product|day|weight|zero)\b/g,
      "o.$1",
    );
  return `SELECT o.id, o.day, c.name, c.since FROM orders o ${join} customers c ON c.id = o.customer AND o.quantity > 1 WHERE ${conditionOf(draw, "o.")}${sortingOf(draw, ["o.id", "o.day", "name", "1", "2"])}`;
}

function otherQuery(draw: Draw): string {
  return pick(draw, [
    `WITH mine AS (SELECT * FROM orders WHERE customer = $customer) SELECT day, product FROM mine`,
    `WITH top AS (SELECT id, amount FROM orders WHERE customer = $customer ORDER BY day LIMIT 2) SELECT sum(amount) AS a FROM top`,
    `SELECT v.label, o.amount FROM (VALUES ('b'), ('a')) AS v(label), orders o WHERE o.customer = $customer`,
    `SELECT sum(amount) AS a FROM (SELECT amount FROM orders WHERE customer = $customer LIMIT 2)`,
    `SELECT sum(amount) AS a FROM (SELECT DISTINCT amount FROM orders WHERE customer = $customer)`,
    `SELECT x.n, x.d FROM (SELECT count(*) AS n, max(day) AS d FROM orders WHERE customer = $customer) AS x`,
    `SELECT name, since FROM customers WHERE id = $customer`,
    `SELECT *, $least AS least FROM customers WHERE id = $customer`,
    `SELECT 'Orders' AS label, count(*)::DOUBLE AS value FROM orders WHERE customer = $customer UNION ALL SELECT 'Sum', sum(amount)::DOUBLE FROM orders WHERE customer = $customer`,
    `SELECT 'A' AS label, amount AS value FROM orders WHERE customer = $customer UNION ALL SELECT 'B', quantity FROM orders WHERE customer = $customer ORDER BY value, 1 LIMIT 4`,
    `SELECT product FROM orders WHERE customer = $customer UNION SELECT name FROM customers WHERE id = $customer`,
    `SELECT sum(amount) AS a FROM orders WHERE customer = $customer AND EXISTS (SELECT 1 FROM customers c WHERE c.id = orders.customer AND c.region = $region)`,
    `SELECT (SELECT count(*) FROM orders o WHERE o.customer = c.id) AS n, name FROM customers c WHERE id = $customer`,
    `SELECT day, product, lag(amount) OVER (PARTITION BY product ORDER BY day) AS before FROM orders WHERE customer = $customer ORDER BY id`,
    `SELECT 1 AS one, $customer AS mine`,
    `SELECT name, (SELECT count(*) FROM orders o WHERE o.customer = c.id AND o.quantity > 4) AS n FROM customers c WHERE id = $customer`,
    `SELECT name, 1 + (SELECT count_if(o.quantity > 4) FROM orders o WHERE o.customer = $customer) AS n FROM customers WHERE id = $customer`,
    `SELECT count_if(quantity > 4) AS n, count(*) FILTER (WHERE product = 'Tea') AS teas FROM orders WHERE customer = $customer`,
    `SELECT count(*) AS n, sum(amount) AS a FROM orders WHERE customer = $customer HAVING count(*) < 5`,
    `SELECT count(*) AS N, sum(amount) AS n FROM orders WHERE customer = $customer`,
    `SELECT code, 10 // quantity AS share, quantity FROM orders WHERE customer = $customer ORDER BY id`,
    `SELECT sum(amount) / nullif(count(*) - 2, 0) AS a, sqrt(sum(amount)) AS root FROM orders WHERE customer = $customer`,
  ]);
}

/** One query of a letter. */
export function drawQuery(draw: Draw): string {
  const kind = draw(10);
  if (kind < 4) return rowsQuery(draw);
  if (kind < 7) return groupedQuery(draw);
  return kind < 9 ? joinedQuery(draw) : otherQuery(draw);
}

/** The queries of a template: some that read the first one, too. */
export function drawQueries(draw: Draw): Record<string, string> {
  const first = drawQuery(draw);
  if (draw(4) !== 0) return { first };
  const reading = pick(draw, [
    "SELECT count(*) AS n FROM first",
    "SELECT * FROM first",
    "SELECT 'n' AS label, count(*)::DOUBLE AS value FROM first UNION ALL SELECT 'again', count(*) + 1 FROM first",
    "SELECT f.*, c.name AS customer_name FROM first f, customers c WHERE c.id = $customer",
  ]);
  return { first, reading };
}

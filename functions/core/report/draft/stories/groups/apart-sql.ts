/**
 * SQL, as the common tables `ranks` to `tested`, of whether groups lie apart by more than chance in one of a hundred
 * cases, and how far: the test of W. H. Kruskal and W. A. Wallis (JASA 47, 1952) with ties, its chi-square as a
 * standard score by E. B. Wilson and M. M. Hilferty (PNAS 17, 1931). `tested` has no row if there is one group only.
 *
 * @param facts a table with `member` and `value`
 */
export const apartSql = (facts: string): string => `ranks AS (
  SELECT member, rank() OVER (ORDER BY value) + (count(*) OVER (PARTITION BY value) - 1) / 2 AS place FROM ${facts} WHERE value IS NOT NULL
), placed AS (
  SELECT count(*) AS n, sum(place) AS places, sum(place * place) AS squares FROM ranks
), between_groups AS (
  SELECT count(*) - 1 AS freedom, sum(places * places / n) AS squares
  FROM (SELECT member, count(*) AS n, sum(place) AS places FROM ranks GROUP BY member)
), tested AS (
  -- The test of Kruskal and Wallis as a standard score (Wilson and Hilferty): beyond 2.33 by chance in 1% of cases.
  SELECT score, score > 2.33 AS differs
  FROM (
    SELECT (((n - 1) * greatest(b.squares - places * places / n, 0) / nullif(p.squares - places * places / n, 0) / freedom) ** (1 / 3)
      - (1 - 2 / (9 * freedom))) / sqrt(2 / (9 * freedom)) AS score
    FROM placed p, between_groups b
    WHERE freedom > 0
  )
)`;

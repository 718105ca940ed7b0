/** Names of what there is to be used: seats, rooms, places. Of fuel, memory and loads a capacity is something else. */
export const capacityName =
  /^(?!.*\b(fuel|tank|battery|engine|cargo|luggage|disk|memory|storage|load|lung)\b).*\b(capacity|kapazität)\b|\b(rooms|seats|beds|spaces|places|berths|pitches|slots|desks|bays) (available|offered|in total|total|for sale)\b|\b(available|total|bookable) (rooms|seats|beds|spaces|places|berths|pitches|slots|desks|bays)\b|\b(stellplätze|parkplätze|sitzplätze|betten|zimmer|plätze) (gesamt|insgesamt|verfügbar)\b|\b(verfügbare|angebotene) (zimmer|betten|plätze)\b|\b(places|seats|beds) available\b|^(beds|betten|seats|places|rooms|spaces|plätze|zimmer|stellplätze|parkplätze|sitzplätze)$|容量|产能|^床位数?|^座位数?|总(车位|泊位|床位|座位|房间|房)数?|(车位|泊位)总数|可售房间?数?/i;

/** A name in lower case, its words apart. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[_\-.]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether a column is of what there is to be used. */
export function isCapacityName(name: string): boolean {
  return capacityName.test(plainName(name));
}

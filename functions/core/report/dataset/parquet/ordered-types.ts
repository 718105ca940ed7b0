/** The database's types of columns whose least and greatest values are in the order in which queries compare them. */
export const orderedTypes = /^(?:(?:TINY|SMALL|BIG)?INT|INTEGER|DATE|TIMESTAMP|VARCHAR|DECIMAL\(\d+,\s?\d+\))$/;

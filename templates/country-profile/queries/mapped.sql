SELECT number, value FROM ranked WHERE mapped ORDER BY number
